/** Colours of the style sheet as canvases need them: resolved for the scheme at hand. */
export function resolve(host: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  probe.style.display = 'none';
  (host.shadowRoot ?? host).append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
}

/** The order in which kinds and rows of numbers get their colours when nobody chose one. */
export const palette = [
  'blue',
  'turquoise',
  'purple',
  'orange',
  'pink',
  'green',
  'gold',
  'cyan',
  'red',
  'olive',
  'brown',
  'lime',
];

/** Calls back when the colour scheme changes, by the toggle or by the system. Returns the way to stop. */
export function onSchemeChange(listener: () => void): () => void {
  const media = window.matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', listener);
  window.addEventListener('portolan-scheme', listener);
  return () => {
    media.removeEventListener('change', listener);
    window.removeEventListener('portolan-scheme', listener);
  };
}
