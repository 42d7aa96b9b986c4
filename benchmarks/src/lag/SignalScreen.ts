/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import {
  AGENT_TASKS_SIGNAL_CHANNEL,
  AgentTasksClient,
  type TaskChangedSignal,
} from 'backstage-plugin-agent-tasks-common';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { Expectations, type Screen } from './Screen';

/** As the pages of the plugin do: one question for a burst of signals. */
const COLLAPSE_MS = 250;

const ATTEMPT_MS = 2_000;

export interface SignalScreenOptions {
  portalUrl: string;
  /** For Backstage. */
  token: string;
  gitHubToken: string;
}

/**
 * A browser that shows tasks as the plugin's pages do: it listens to Backstage's
 * signals over a WebSocket and asks the portal again when one names its task.
 */
export class SignalScreen implements Screen {
  readonly #socket: WebSocket;
  readonly #options: SignalScreenOptions;
  readonly #client: AgentTasksClient;
  readonly #expected = new Expectations();
  readonly #changed = new Set<string>();

  private constructor(socket: WebSocket, options: SignalScreenOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#client = new AgentTasksClient({
      getBaseUrl: async () => `${options.portalUrl}/api/agent-tasks`,
      fetch,
    });
    socket.on('message', data => this.#hear(JSON.parse(String(data))));
  }

  static async open(options: SignalScreenOptions): Promise<SignalScreen> {
    const socket = await connect(options);
    socket.send(
      JSON.stringify({
        action: 'subscribe',
        channel: AGENT_TASKS_SIGNAL_CHANNEL,
      }),
    );
    return new SignalScreen(socket, options);
  }

  shows(id: string, state: string): Promise<number> {
    return this.#expected.add(id, state);
  }

  async close(): Promise<void> {
    this.#socket.close();
  }

  #hear({ message }: { message: TaskChangedSignal }): void {
    if (!this.#expected.has(message.id)) return;
    if (this.#changed.size === 0) setTimeout(() => this.#ask(), COLLAPSE_MS);
    this.#changed.add(message.id);
  }

  #ask(): void {
    const ids = [...this.#changed];
    this.#changed.clear();
    for (const id of ids) {
      this.#client.getTask(id, this.#options).then(
        task => this.#expected.show(id, task.state),
        error => this.#socket.emit('error', error),
      );
    }
  }
}

/** The signals backend takes connections only once it has seen an attempt; browsers try again, too. */
async function connect(options: SignalScreenOptions): Promise<WebSocket> {
  const url = `${options.portalUrl.replace(/^http/, 'ws')}/api/signals`;
  for (let attempt = 1; ; attempt++) {
    const socket = new WebSocket(url, options.token, {
      handshakeTimeout: ATTEMPT_MS,
    });
    try {
      await once(socket, 'open');
      return socket;
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(200);
    }
  }
}
