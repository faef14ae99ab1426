declare module 'svgcanvas' {
  /** A drawing context whose commands become SVG. */
  export class Context {
    constructor(size: { width: number; height: number });
    fillStyle: string;
    fillRect(x: number, y: number, width: number, height: number): void;
    translate(x: number, y: number): void;
    getSerializedSvg(fixNamedEntities?: boolean): string;
  }
}
