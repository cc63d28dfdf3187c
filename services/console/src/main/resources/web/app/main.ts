import { LitElement, html } from 'lit';

class RvConsole extends LitElement {
  render() {
    return html`<h1>Rearview</h1>`;
  }
}
customElements.define('rv-console', RvConsole);
