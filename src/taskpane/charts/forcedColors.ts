/**
 * The system's high contrast. It replaces the colours of texts, borders and backgrounds by itself, but
 * leaves those of drawn lines and areas as they are, which may be those of the ground.
 */
export const forcedColors = "@media (forced-colors: active)";
