import { type DemoPartner, Problem, titleOfType } from '@meanwhile/client';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Element } from '../element.ts';
import { problemBox } from '../parts/problem.ts';
import { desk } from './lists.ts';

/** What to try in a demo: break a service, mend it, kill the worker. Not there when the server is no demo. */
export class TryIt extends Element {
  @state() private partners: DemoPartner[] | null = null;
  @state() private problem: Problem | null = null;
  @state() private said = '';
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override render(): TemplateResult | typeof nothing {
    if (this.partners === null) return nothing;
    return html`<section class="card" aria-labelledby="try-it"><h2 id="try-it">Try it</h2>
      <ol class="try">
        <li><span><a href="/desk/clients?new=1">Add a client</a>. It is saved at once; the row tells how the rest goes.</span></li>
        ${this.partners.map(
          one => html`<li><span>${this.#works(one) ? 'Break' : 'Mend'} ${title(one)}, then add another client. Nothing is lost.</span>
            <button class="button slim" ?disabled=${this.busy} @click=${() => void this.#turn(one)}>${this.#works(one) ? `Break ${title(one)}` : `Mend ${title(one)}`}</button></li>`,
        )}
        <li><span>Kill the worker. What it was doing goes on where it stopped.</span>
          <button class="button slim" ?disabled=${this.busy} @click=${() => void this.#crash()}>Kill the worker</button></li>
      </ol>
      <p class="small muted" role="status">${this.said}</p>
      ${this.problem ? problemBox(this.problem) : nothing}
    </section>`;
  }

  #works(one: DemoPartner): boolean {
    return one.mood === 'well';
  }

  async #read(): Promise<void> {
    try {
      this.partners = await desk.demoPartners();
    } catch {
      this.partners = null;
    }
  }

  #turn(one: DemoPartner): Promise<void> {
    const works = this.#works(one);
    return this.#tried(async () => {
      await desk.demoPartner(one.name, works ? 'down' : 'well');
      this.said = works
        ? `${title(one)} does not answer any more. Add a client and see.`
        : `${title(one)} answers again. What waited goes on by itself.`;
      await this.#read();
    });
  }

  #crash(): Promise<void> {
    return this.#tried(async () => {
      await desk.demoCrash();
      this.said = 'The worker is gone. Another takes its tasks over in a moment.';
    });
  }

  async #tried(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await work();
      this.problem = null;
    } catch (thrown) {
      this.problem = Problem.wrap(thrown);
    } finally {
      this.busy = false;
    }
  }
}

function title(one: DemoPartner): string {
  return one.title ?? titleOfType(one.name);
}

customElements.define('mw-try-it', TryIt);
