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

import { SimulatorControl, createControl, runOperation } from './control';
import { createApp } from './createApp';
import { createWorld } from './createWorld';
import { listen } from './listen';
import type { SimulatorOptions } from './options';
import { StateFile } from './persistence/StateFile';
import type { World } from './World';

/**
 * A simulator that listens.
 *
 * @public
 */
export type RunningSimulator = {
  /** `http://localhost:PORT`, without a trailing slash. */
  url: string;
  /** The port it listens on. */
  port: number;
  /** `localhost:PORT`, the `host` of an integration. */
  host: string;
  /** The REST API, `URL/api/v3`. */
  apiBaseUrl: string;
  /** The GraphQL endpoint, `URL/api/graphql`. */
  graphqlUrl: string;
  control: SimulatorControl;
  /** Closes all connections, ends simulated time, saves the state if it is kept, and removes temporary files. */
  stop(): Promise<void>;
};

/**
 * Starts a simulated GitHub on loopback.
 *
 * @throws Error when the port is taken or the state file cannot be used
 * @public
 */
export async function startSimulator(
  options: SimulatorOptions = {},
): Promise<RunningSimulator> {
  const file = options.stateFile
    ? StateFile.create(options.stateFile)
    : undefined;
  const world = restoredWorld(options, file);
  const changed = () => {
    world.webhooks.look(world);
    file?.changed(world);
  };
  world.clock.onRun(changed);
  const listening = await listen(
    createApp(world, { onChange: changed }),
    options.port ?? 0,
  );
  const host = `localhost:${listening.port}`;
  world.urls.base = `http://${host}`;
  return {
    url: world.urls.base,
    port: listening.port,
    host,
    apiBaseUrl: world.urls.api,
    graphqlUrl: `${world.urls.base}/api/graphql`,
    control: createControl(async (name, input) => {
      const result = runOperation(name, input, world);
      changed();
      return result;
    }),
    async stop() {
      world.clock.stop();
      await world.webhooks.stop();
      await listening.close();
      await file?.save(world);
      await world.git.remove();
    },
  };
}

function restoredWorld(
  options: SimulatorOptions,
  file: StateFile | undefined,
): World {
  const saved = file?.read();
  if (!saved) return createWorld(options);
  try {
    return createWorld(options, saved);
  } catch (error) {
    throw new Error(
      `The state file ${options.stateFile} is damaged: ${
        (error as Error).message
      }. Move it away, or name another file with --state.`,
    );
  }
}
