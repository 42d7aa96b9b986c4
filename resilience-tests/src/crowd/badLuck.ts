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

import type { FaultRule, SimulatorControl } from 'github-agent-tasks-simulator';

/** The part of all requests that something befalls. */
export const BAD_LUCK = 0.05;

type Fault = FaultRule['fault'];

const limited: Fault = { kind: 'secondary-rate-limit', retryAfter: 1 };
const whenReading: Fault[] = [
  { kind: 'reset-before' },
  { kind: 'bad-gateway' },
  { kind: 'server-error' },
  { kind: 'truncated' },
  limited,
];
const whenStarting: Fault[] = [
  { kind: 'created-then-reset' },
  { kind: 'created-then-502' },
  { kind: 'truncated' },
  { kind: 'reset-before' },
  limited,
];

/** Lets a fault befall one in twenty requests, chosen by `seed`. */
export async function armBadLuck(
  control: SimulatorControl,
  seed: number,
): Promise<void> {
  const kindsOfRequest: {
    of: Partial<FaultRule> & { path: string };
    faults: Fault[];
  }[] = [
    { of: { method: 'GET', path: '^/api/v3/' }, faults: whenReading },
    { of: { method: 'POST', path: '^/api/graphql' }, faults: whenReading },
    { of: { method: 'POST', path: '/tasks$' }, faults: whenStarting },
  ];
  let rules = 0;
  for (const { of, faults } of kindsOfRequest) {
    for (const fault of faults) {
      rules += 1;
      await control.addFault({
        ...of,
        fault,
        chance: BAD_LUCK / faults.length,
        seed: seed + rules,
        times: 1_000_000,
      });
    }
  }
}

/** Watches GitHub's answers, as its log forgets old ones. */
export class TrafficWatch {
  /** Refusals for asking too much that no fault had brought about. */
  readonly limitsHit = new Map<number, string>();
  #struck = 0;
  #seen = 0;
  #newest = 0;
  readonly #control: SimulatorControl;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(control: SimulatorControl) {
    this.#control = control;
    this.#timer = setInterval(() => this.look(), 1_000);
  }

  /** The part of the requests that was struck. */
  get struckShare(): number {
    return this.#struck / this.#seen;
  }

  get requests(): number {
    return this.#seen;
  }

  async look(): Promise<void> {
    const requests = await this.#control.requests();
    for (const { id, status, fault, method, path } of requests) {
      if (id > this.#newest) {
        this.#seen += 1;
        if (fault) this.#struck += 1;
      }
      if (!fault && (status === 403 || status === 429)) {
        this.limitsHit.set(id, `${status} ${method} ${path}`);
      }
    }
    this.#newest = Math.max(this.#newest, requests.at(-1)?.id ?? 0);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
