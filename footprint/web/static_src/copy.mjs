// The design system's own script goes out as it was shipped, less the line that names a source map which we do not ship:
// a static file storage that follows such lines would stop there.
import { readFileSync, writeFileSync } from "node:fs";

const shipped = readFileSync("node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js", "utf8");
writeFileSync("../static/footprint/govuk-frontend.min.js", shipped.replace(/^\/\/# sourceMappingURL=.*$/m, ""));
