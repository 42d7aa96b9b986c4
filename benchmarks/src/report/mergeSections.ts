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

const PREAMBLE = `# Benchmarks

Written by \`npm run bench\`: a simulated GitHub, the portal and the clients, each in a process
of its own, and each figure beside a naive twin that was measured in the same run.
\`npm run bench -- --part NAME\` measures one part anew. Compare the figures of a table, not
those of different machines.
`;

/**
 * The report with new sections in their places; those that were not measured
 * anew stay as they are. Pure.
 *
 * @param titles - of all sections, in their order; a section that none of them names is left out
 * @param measured - bodies by title
 */
export function mergeSections(
  older: string,
  titles: readonly string[],
  measured: ReadonlyMap<string, string>,
): string {
  const bodies = new Map([...readSections(older), ...measured]);
  const sections = titles.flatMap(title => {
    const body = bodies.get(title);
    return body === undefined ? [] : [`## ${title}\n\n${body.trim()}\n`];
  });
  return [PREAMBLE, ...sections].join('\n');
}

function readSections(report: string): [title: string, body: string][] {
  return report
    .split(/^## /m)
    .slice(1)
    .map(section => {
      const end = section.indexOf('\n');
      return [section.slice(0, end).trim(), section.slice(end)];
    });
}
