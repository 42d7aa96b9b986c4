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

import http from 'node:http';
import { encodeBody } from './encodeBody';
import { promptOf, type FuzzCaller } from './callers';
import type { FuzzRequest } from './requests';

/** What came back, as text. */
export interface FuzzAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** What the portal has told so far: right ids for requests to come. */
export type Known = Record<string, string[]>;

const MOST_KNOWN = 50;
const NO_ID = '00000000-0000-4000-8000-000000000000';

/** Sends requests over connections that stay open, without a client that corrects them. */
export class Wire {
  readonly #agent = new http.Agent({ keepAlive: true });
  readonly #known: Known = {};
  readonly #options: WireOptions;

  static create(options: WireOptions): Wire {
    return new Wire(options);
  }

  private constructor(options: WireOptions) {
    this.#options = options;
  }

  /** Gives requests to come something right to ask by. */
  learn(kind: string, value: unknown): void {
    if (typeof value !== 'string') return;
    const values = (this.#known[kind] ??= []);
    if (!values.includes(value)) values.push(value);
    if (values.length > MOST_KNOWN) values.splice(0, 1);
  }

  /** Sends a request as a caller, with `token` unless there is none. */
  send(
    request: FuzzRequest,
    caller: FuzzCaller,
    token: string | undefined,
  ): Promise<FuzzAnswer> {
    const { method, path, body } = request;
    const payload =
      body && encodeBody({ ...body, text: this.#fill(body.text, caller) });
    const headers = Object.fromEntries(
      Object.entries({ ...request.headers, ...payload?.headers }).map(
        ([name, value]) => [name, this.#fill(value, caller)],
      ),
    );
    return new Promise((resolve, reject) => {
      const outgoing = http.request(
        {
          agent: this.#agent,
          port: this.#options.port,
          method,
          path: `/api/agent-tasks${this.#fill(path, caller)}`,
          headers: {
            ...headers,
            authorization: caller.authorization,
            ...(token !== undefined && { 'x-github-token': token }),
            ...(payload && { 'content-length': payload.bytes.length }),
          },
        },
        incoming => {
          const chunks: Buffer[] = [];
          incoming.on('data', chunk => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode!,
              headers: incoming.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(payload?.bytes);
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #fill(text: string, caller: FuzzCaller): string {
    const isPrivate = text.includes('payments-ledger');
    return text
      .replace(/@prompt/g, () =>
        JSON.stringify(promptOf(caller, isPrivate)).slice(1, -1),
      )
      .replace(/@([a-z-]+):(\d+)/g, (_all, kind, n) => {
        const values = this.#known[kind] ?? [];
        return values[Number(n) % values.length] ?? NO_ID;
      });
  }
}

/** What {@link Wire} is made with. */
export interface WireOptions {
  port: number;
}
