import cytoscape from 'cytoscape';
import ELK from 'elkjs/lib/elk.bundled.js';

const elk = new ELK();

/** Where each node goes: layers from left to right, or from top to bottom where there is little room. */
export async function layout(
  nodes: { id: string; width: number; height: number }[],
  edges: { id: string; source: string; target: string }[],
  narrow: boolean,
): Promise<Map<string, { x: number; y: number }>> {
  const result = await elk.layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': narrow ? 'DOWN' : 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': narrow ? '70' : '110',
      'elk.spacing.nodeNode': '26',
      'elk.spacing.componentComponent': '50',
      'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
      'elk.aspectRatio': narrow ? '0.6' : '1.7',
    },
    children: nodes,
    edges: edges.map((edge) => ({ id: edge.id, sources: [edge.source], targets: [edge.target] })),
  });
  return new Map(
    (result.children ?? []).map((child) => [
      child.id,
      { x: (child.x ?? 0) + (child.width ?? 0) / 2, y: (child.y ?? 0) + (child.height ?? 0) / 2 },
    ]),
  );
}

export { cytoscape };
