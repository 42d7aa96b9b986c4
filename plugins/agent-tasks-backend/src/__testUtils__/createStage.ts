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
  startSimulator,
  type RunningSimulator,
} from 'github-agent-tasks-simulator';
import {
  startPortal,
  type Portal,
  type PortalOptions,
  type PortalUser,
} from './startPortal';

/** A simulated GitHub per test, whose time stands still, and the portals that a test starts over it. */
export interface Stage {
  readonly simulator: RunningSimulator;
  /** Stopped after the test, unless the test does. */
  start(options?: Partial<PortalOptions>): Promise<Portal>;
  stop(portal: Portal): Promise<void>;
  /** A new token of a person on GitHub; Ada by default. */
  mint(login?: string): Promise<string>;
  /** A person in the portal, with a new token. */
  signIn(portal: Portal, login?: string): Promise<PortalUser>;
  /** The POSTs that reached GitHub to start tasks. */
  posts(): Promise<unknown[]>;
}

/** To be called in a `describe`. */
export function createStage(defaults: Partial<PortalOptions> = {}): Stage {
  let simulator: RunningSimulator;
  const portals = new Set<Portal>();

  beforeEach(async () => {
    simulator = await startSimulator({ frozen: true, history: false });
  });

  afterEach(async () => {
    for (const portal of portals) await stop(portal);
    await simulator.stop();
  });

  async function stop(portal: Portal) {
    portals.delete(portal);
    await portal.stop();
  }

  async function mint(login = 'ada-nwosu') {
    return (await simulator.control.createToken({ login })).token;
  }

  return {
    get simulator() {
      return simulator;
    },
    async start(options) {
      const portal = await startPortal({ simulator, ...defaults, ...options });
      portals.add(portal);
      return portal;
    },
    stop,
    mint,
    signIn: async (portal, login = 'ada-nwosu') =>
      portal.as(login, await mint(login)),
    async posts() {
      const all = await simulator.control.requests({ method: 'POST' });
      return all.filter(({ path }) => /\/tasks$/.test(path));
    },
  };
}
