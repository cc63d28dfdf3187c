import { css } from 'lit';

/** What every part of the page looks like. */
export const base = css`
  :host {
    display: block;
    min-width: 0;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  h3 {
    margin: 0;
    font-size: 13px;
    font-weight: 650;
  }
  p {
    margin: 0 0 8px;
  }
  button,
  select,
  input {
    font: inherit;
    color: inherit;
    background: var(--panel);
    border: 1px solid var(--line);
    border-radius: 6px;
    padding: 3px 9px;
    min-height: 28px;
  }
  input[type='range'] {
    padding: 0;
    border: 0;
    background: transparent;
    accent-color: var(--accent);
  }
  button {
    cursor: pointer;
    white-space: nowrap;
  }
  button:hover:not(:disabled) {
    border-color: var(--accent);
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button.main {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--panel);
    font-weight: 600;
  }
  button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--accent);
    padding: 0 4px;
    min-height: 22px;
  }
  button[aria-pressed='true'] {
    background: var(--accent-soft);
    border-color: var(--accent);
    color: var(--accent);
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 1px;
  }
  label {
    color: var(--muted);
    display: inline-flex;
    gap: 6px;
    align-items: center;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 8px;
    align-items: center;
  }
  .grow {
    flex: 1;
  }
  .muted {
    color: var(--muted);
  }
  .mono {
    font-family: var(--mono);
    font-size: 12px;
  }
  .error {
    color: var(--error);
  }
  .note {
    padding: 8px 10px;
    border-radius: 6px;
    background: var(--sunken);
    color: var(--muted);
  }
  .note.bad {
    background: var(--error-soft);
    color: var(--error);
  }
  .note.careful {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .empty {
    padding: 28px 16px;
    text-align: center;
    color: var(--muted);
  }
  .chip {
    display: inline-block;
    padding: 0 6px;
    border-radius: 9px;
    font-size: 11px;
    line-height: 17px;
    background: var(--sunken);
    color: var(--muted);
  }
  .chip.bad {
    background: var(--error-soft);
    color: var(--error);
  }
  .chip.careful {
    background: var(--warn-soft);
    color: var(--warn);
  }
  .chip.good {
    background: var(--accent-soft);
    color: var(--accent);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
