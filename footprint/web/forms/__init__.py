"""Questions, hints and the sentences for what is missing. What may be done is for the actions to say."""
