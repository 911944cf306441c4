/**
 * The system's high contrast. It replaces the colours of texts, borders and backgrounds by itself and
 * frames every button, but leaves the colours of drawn lines and areas as they are, which may be those
 * of the ground.
 */
export const forcedColors = "@media (forced-colors: active)";
