import type { CollectionReturnValue, Core } from 'cytoscape';

/** What the renderer of the graph library offers beside its documented interface, as its own pictures are made with it. */
interface Renderer {
  usePaths: () => boolean;
  getCachedZSortedEles: () => CollectionReturnValue;
  drawElements: (context: unknown, elements: CollectionReturnValue) => void;
}

const MARGIN = 16;

/** The whole graph, also what is out of sight, as an SVG document. */
export async function svgOf(graph: Core, background: string): Promise<string> {
  const { Context } = await import('svgcanvas');
  const box = graph.elements().boundingBox();
  const width = Math.ceil(box.w) + 2 * MARGIN;
  const height = Math.ceil(box.h) + 2 * MARGIN;
  const context = new Context({ width, height });
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  context.translate(MARGIN - box.x1, MARGIN - box.y1);
  const renderer = (graph as unknown as { renderer(): Renderer }).renderer();
  const usual = renderer.usePaths;
  // paths that are kept for the next frame are no drawing commands
  renderer.usePaths = () => false;
  try {
    renderer.drawElements(context, renderer.getCachedZSortedEles());
  } finally {
    renderer.usePaths = usual;
  }
  return context.getSerializedSvg(true);
}
