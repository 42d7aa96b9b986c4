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

import { table } from '../report/markdown';
import { CONNECTIONS, type ProxyFigures } from './measureProxy';

/** The section of the report. */
export function renderProxy(proxy: ProxyFigures[], seconds: number): string {
  const [direct, , ours] = proxy;
  const added = ({ latency }: ProxyFigures) => latency.p50 - direct.latency.p50;
  return `\`GET /agents/tasks\` (30 tasks), ${seconds} seconds per figure, the median of three rounds in which
the ways take turns. Latency with one connection, throughput with ${CONNECTIONS}. Backstage's proxy
plugin runs in the same backend, checks the same Backstage token, and adds a fixed GitHub
token; it has no policy, no record of tasks and no error mapping.

${table(
  ['way', 'p50 ms', 'p99 ms', 'added at p50', 'requests/s'],
  proxy.map(figures => [
    figures.name,
    figures.latency.p50.toFixed(2),
    figures.latency.p99.toFixed(2),
    figures === direct ? '' : added(figures).toFixed(2),
    Math.round(figures.requestsPerSecond),
  ]),
)}

The plugin's proxy adds ${added(ours).toFixed(
    1,
  )} ms to a call. It checks who calls, whose the
GitHub token is and what is asked, and passes GitHub's answer on byte for byte.`;
}
