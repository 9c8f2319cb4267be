// Stands for Leaflet's other ways to draw lines and areas: ours are SVG, and browsers without it are long gone.
export const canvas = () => undefined;
export const vmlCreate = undefined;
export const vmlMixin = undefined;
