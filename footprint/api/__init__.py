"""The same actions and queries as the pages, as JSON; `/api/openapi.json` describes them."""
