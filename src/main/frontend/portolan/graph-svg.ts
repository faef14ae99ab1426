import type { Core, EdgeSingular, NodeSingular, Position } from 'cytoscape';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 16;
/** Characters in a line of a node, about as many as the drawing on the screen has. */
const LINE = 26;

/** The whole graph, also what is out of sight, as an SVG document whose texts stay texts. */
export function svgOf(graph: Core, background: string): string {
  const seen = graph.elements().not('.ghost');
  const box = seen.boundingBox();
  const svg = element('svg', {
    viewBox: `${box.x1 - MARGIN} ${box.y1 - MARGIN} ${box.w + 2 * MARGIN} ${box.h + 2 * MARGIN}`,
    width: Math.ceil(box.w + 2 * MARGIN),
    height: Math.ceil(box.h + 2 * MARGIN),
  });
  svg.append(
    element('rect', {
      x: box.x1 - MARGIN,
      y: box.y1 - MARGIN,
      width: box.w + 2 * MARGIN,
      height: box.h + 2 * MARGIN,
      fill: background,
    }),
  );
  seen.edges().forEach((edge) => svg.append(...line(edge, background)));
  seen.nodes().forEach((node) => svg.append(...shape(node)));
  return new XMLSerializer().serializeToString(svg);
}

function line(edge: EdgeSingular, background: string): Element[] {
  const from = edge.sourceEndpoint();
  const to = edge.targetEndpoint();
  if (![from.x, from.y, to.x, to.y].every(Number.isFinite)) {
    return []; // hidden behind its nodes
  }
  const bend = edge.controlPoints() ?? [];
  const last = bend.at(-1) ?? from;
  const color = edge.style('line-color');
  const path = [`M ${at(from)}`];
  bend.forEach((point, index) => {
    const next = bend[index + 1];
    path.push(`Q ${at(point)} ${at(next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : to)}`);
  });
  if (bend.length === 0) {
    path.push(`L ${at(to)}`);
  }
  const drawn = [
    element('path', {
      d: path.join(' '),
      fill: 'none',
      stroke: color,
      'stroke-width': edge.numericStyle('width'),
      'stroke-opacity': edge.numericStyle('line-opacity'),
    }),
    element('path', { d: arrow(last, to), fill: color }),
  ];
  const label = edge.data('text');
  if (label) {
    drawn.push(
      text(edge, edge.midpoint(), [label], {
        stroke: background,
        'stroke-width': 4,
        'paint-order': 'stroke',
        'stroke-linejoin': 'round',
      }),
    );
  }
  return drawn;
}

/** The head of an arrow that ends in a point and comes from another. */
function arrow(from: Position, to: Position): string {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const corner = (turn: number) =>
    at({ x: to.x - 9 * Math.cos(angle + turn), y: to.y - 9 * Math.sin(angle + turn) });
  return `M ${at(to)} L ${corner(0.42)} L ${corner(-0.42)} Z`;
}

function shape(node: NodeSingular): Element[] {
  const { x, y } = node.position();
  const width = node.width();
  const height = node.height();
  const drawn = [
    element('rect', {
      x: x - width / 2,
      y: y - height / 2,
      width,
      height,
      rx: 12,
      fill: node.style('background-color'),
      stroke: node.style('border-color'),
      'stroke-width': node.numericStyle('border-width'),
    }),
  ];
  const image = node.data('image');
  if (image) {
    drawn.push(element('image', { href: image, x: x - width / 2 + 12, y: y - 9, width: 18, height: 18 }));
  }
  drawn.push(text(node, { x: x + 12, y }, String(node.data('text')).split('\n').flatMap(lines)));
  return drawn;
}

function lines(words: string): string[] {
  const found = [''];
  for (const word of words.split(' ')) {
    const present = found[found.length - 1];
    if (present && present.length + word.length >= LINE) {
      found.push(word);
    } else {
      found[found.length - 1] = present ? `${present} ${word}` : word;
    }
  }
  return found;
}

function text(
  of: NodeSingular | EdgeSingular,
  middle: Position,
  rows: string[],
  more: Record<string, string | number> = {},
): Element {
  const size = of.numericStyle('font-size');
  const step = size * 1.25;
  const holder = element('text', {
    'text-anchor': 'middle',
    'font-family': of.style('font-family'),
    'font-size': size,
    'font-weight': of.style('font-weight'),
    fill: of.style('color'),
    ...more,
  });
  rows.forEach((row, index) => {
    const span = element('tspan', {
      x: middle.x,
      y: middle.y + (index - (rows.length - 1) / 2) * step + size * 0.35,
    });
    span.textContent = row;
    holder.append(span);
  });
  return holder;
}

function at(point: Position): string {
  return `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
}

function element(name: string, attributes: Record<string, string | number>): Element {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, String(value)));
  return made;
}
