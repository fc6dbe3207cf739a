// Draws the reference into its place, by the settings that the page brings.
const place = document.getElementById('reference');
globalThis.Scalar.createApiReference(place, JSON.parse(place.dataset.settings));
