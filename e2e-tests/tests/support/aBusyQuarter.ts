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

import type { UsageReport } from 'backstage-plugin-agent-tasks-common';

/** The names of more people than the catalog of the demo has. */
export const PEOPLE = {
  'ada-nwosu': 'Ada Nwosu',
  'ben-larsen': 'Ben Larsen',
  'chloe-tran': 'Chloe Tran',
  'priya-raman': 'Priya Raman',
  'emeka-obi': 'Emeka Obi',
  'freya-lind': 'Freya Lind',
  'goran-ilic': 'Goran Ilić',
  'hana-sato': 'Hana Sato',
  'ivo-marek': 'Ivo Marek',
};
const LOGINS = Object.keys(PEOPLE);

/** What a catalog that knows these people says of them. */
export const namesFor = (entityRefs: string[]) =>
  entityRefs.map(entityRef => {
    const name = entityRef.replace('user:default/', '');
    const displayName = PEOPLE[name as keyof typeof PEOPLE];
    return displayName === undefined
      ? null
      : {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name, namespace: 'default' },
          spec: { profile: { displayName } },
        };
  });

/** Twelve weeks of a larger company, two of them not or not wholly reported. */
export function aBusyQuarter(): UsageReport {
  const sum = (items: { nano: bigint; unknownTasks: number }[]) => ({
    tasks: items.length * 4,
    aiCreditsNano: items.reduce((all, { nano }) => all + nano, 0n).toString(),
    premiumRequests: 0,
    unknownTasks: items.reduce((all, item) => all + item.unknownTasks, 0),
  });
  const used = (person: number, week: number) => ({
    nano:
      week === 6
        ? 0n
        : BigInt(((person * 37 + week * 53) % 90) + 10 * (9 - person)) *
          1_234_567_891n,
    unknownTasks: { 6: 4, 11: Number(person < 3) }[week] ?? 0,
  });
  const weeks = Array.from({ length: 12 }, (_, week) => {
    const items = LOGINS.map((login, person) => ({
      key: `user:default/${login}`,
      ...sum([used(person, week)]),
    }));
    const total = sum(LOGINS.map((__, person) => used(person, week)));
    const start = new Date(Date.UTC(2026, 7, 31 + 7 * week));
    return { start: start.toISOString().slice(0, 10), total, items };
  });
  const everyWeek = (person: number) =>
    weeks.map((_, week) => used(person, week));
  return {
    from: '2026-08-31',
    to: '2026-11-22',
    groupBy: 'requestedBy',
    total: sum(LOGINS.flatMap((_, person) => everyWeek(person))),
    items: LOGINS.map((login, person) => ({
      key: `user:default/${login}`,
      ...sum(everyWeek(person)),
    })),
    weeks,
  };
}
