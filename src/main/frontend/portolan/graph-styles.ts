import { css } from 'lit';

export const graphStyles = css`
  :host {
    display: block;
    position: relative;
    box-sizing: border-box;
    height: 26rem;
    min-width: 0;
    border: 1px solid var(--pt-border);
    border-radius: var(--pt-radius);
    background: var(--pt-raised);
    overflow: hidden;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  .frame {
    display: flex;
    flex-direction: column;
    height: 100%;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem;
    padding: 0.5rem 0.6rem;
    border-bottom: 1px solid var(--pt-border);
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 0.3rem;
    flex: 1;
    min-width: 0;
  }
  button {
    all: unset;
    box-sizing: border-box;
    cursor: pointer;
  }
  button:focus-visible,
  a:focus-visible,
  .canvas:focus-visible {
    outline: 2px solid var(--pt-focus);
    outline-offset: -2px;
  }
  .tool {
    display: inline-flex;
    padding: 0.4rem;
    border-radius: 0.5rem;
    color: var(--pt-muted);
  }
  .tool:hover {
    background: var(--pt-sunken);
    color: var(--pt-text);
  }
  .tool[aria-pressed='true'] {
    background: var(--pt-selected);
    color: var(--pt-text);
  }
  .hint {
    padding: 0.35rem 0.8rem;
    border-bottom: 1px solid var(--pt-border);
    color: var(--pt-muted);
    font-size: 0.9rem;
  }
  .hint:empty {
    padding: 0;
    border: none;
  }
  .tool vaadin-icon {
    width: 1.1rem;
    height: 1.1rem;
  }
  .kind {
    display: inline-flex;
    align-items: center;
    gap: 0.35rem;
    padding: 0.15rem 0.6rem;
    border: 1px solid var(--pt-border);
    border-radius: 99px;
    font-size: 0.82rem;
  }
  .kind::before {
    content: '';
    width: 0.6rem;
    height: 0.6rem;
    border-radius: 50%;
    background: var(--_c);
  }
  .kind[aria-pressed='false'] {
    text-decoration: line-through;
    color: var(--pt-muted);
  }
  .kind[aria-pressed='false']::before {
    background: transparent;
    box-shadow: inset 0 0 0 1.5px var(--_c);
  }
  .canvas {
    flex: 1;
    min-height: 0;
    position: relative;
  }
  .list {
    flex: 1;
    overflow: auto;
    margin: 0;
    padding: 0.75rem 1.5rem 1rem 2rem;
    line-height: 1.7;
  }
  .list a,
  .list button {
    color: inherit;
    font-weight: 550;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .muted {
    color: var(--pt-muted);
  }
  .empty {
    position: absolute;
    inset: 3rem 0 0;
    display: grid;
    place-items: center;
    color: var(--pt-muted);
  }
`;
