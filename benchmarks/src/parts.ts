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

import { measureCalls } from './calls/measureCalls';
import { renderCalls } from './calls/renderCalls';
import { measureCapacity } from './capacity/measureCapacity';
import { renderCapacity } from './capacity/renderCapacity';
import { measureLag } from './lag/measureLag';
import { renderLag } from './lag/renderLag';
import { measureLists } from './lists/measureLists';
import { renderLists } from './lists/renderLists';
import { measureMemory } from './memory/measureMemory';
import { renderMemory } from './memory/renderMemory';
import { measureProxy } from './proxy/measureProxy';
import { renderProxy } from './proxy/renderProxy';
import { measureSimulator } from './simulator/measureSimulator';
import { renderSimulator } from './simulator/renderSimulator';

/** One measurement: a section of the report. */
export interface Part {
  /** For `--part`. */
  name: string;
  title: string;
  /** The body of the section, in Markdown. */
  measure(): Promise<string>;
}

/** All measurements, in the order of the report; each has processes of its own. */
export const PARTS: Part[] = [
  {
    name: 'calls',
    title: 'Calls to GitHub',
    async measure() {
      // What is remembered expires after five minutes: it is asked once.
      const options = { tasks: 50, viewers: 20, minutes: 5 };
      return renderCalls(await measureCalls(options));
    },
  },
  {
    name: 'lag',
    title: 'From GitHub to the browser',
    async measure() {
      return renderLag(await measureLag({ tasks: 40, minutes: 2.5 }));
    },
  },
  {
    name: 'capacity',
    title: 'Capacity of a replica',
    async measure() {
      const options = { users: 2_000, tasksPerUser: 2 };
      return renderCapacity(await measureCapacity(options));
    },
  },
  {
    name: 'memory',
    title: 'Memory per followed task',
    async measure() {
      const options = { users: 500, tasksPerUser: 100 };
      return renderMemory(await measureMemory(options));
    },
  },
  {
    name: 'lists',
    title: 'The list of tasks',
    async measure() {
      return renderLists({
        SQLite: await measureLists('SQLite'),
        PostgreSQL: await measureLists('PostgreSQL'),
      });
    },
  },
  {
    name: 'proxy',
    title: 'The proxy',
    async measure() {
      const options = { seconds: 6 };
      return renderProxy(await measureProxy(options), options.seconds);
    },
  },
  {
    name: 'simulator',
    title: 'The simulator at size',
    async measure() {
      return renderSimulator(
        await measureSimulator({
          tasks: 100_000,
          repositories: 5_000,
          rounds: 50,
        }),
      );
    },
  },
];
