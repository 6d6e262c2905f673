/** Starts Swagger UI on /docs; the bundle beside it has set the one global it needs. */

/** @typedef {(options: Record<string, unknown>) => unknown} Bundle */

const { SwaggerUIBundle } = /** @type {{ SwaggerUIBundle: Bundle }} */ (/** @type {unknown} */ (globalThis));

SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  syntaxHighlight: false,
  validatorUrl: null,
});
