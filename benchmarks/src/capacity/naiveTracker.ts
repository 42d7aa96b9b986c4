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

/**
 * The naive twin of the tracker, in a process of its own: it asks GitHub for
 * each task every 15 seconds. It keeps nothing and tells nobody; what it has
 * seen change is at `GET /`, from the entry that `?from=` names. What it follows
 * is in the file that BENCH_NAIVE names.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { repeatEvery } from '../calls/repeatEvery';
import { answerUsage } from '../setup/usage';

/** What is in the file. */
export interface NaiveTrackerInput {
  port: number;
  intervalMs: number;
  tasks: { id: string; url: string; token: string }[];
}

/** Something that changed, and when that was seen. */
export interface Sighting {
  id: string;
  state: string;
  at: number;
}

answerUsage();
const { port, intervalMs, tasks }: NaiveTrackerInput = JSON.parse(
  readFileSync(process.env.BENCH_NAIVE!, 'utf8'),
);
const sightings: Sighting[] = [];
const states = new Map<string, string>();
const { signal } = new AbortController();

for (const { id, url, token } of tasks) {
  const look = async () => {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { state } = await response.json();
    if (states.get(id) !== state) sightings.push({ id, state, at: Date.now() });
    states.set(id, state);
  };
  void repeatEvery(look, {
    intervalMs,
    firstAfterMs: Math.random() * intervalMs,
    signal,
  });
}

createServer((request, response) => {
  const { searchParams } = new URL(request.url!, 'http://localhost');
  const from = Number(searchParams.get('from') ?? 0);
  response.end(JSON.stringify(sightings.slice(from)));
}).listen(port, 'localhost');
