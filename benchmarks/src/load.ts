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

import autocannon from 'autocannon';
import { percentile } from './percentile';

/** One way to an answer. */
export interface Route {
  name: string;
  url: string;
  headers: Record<string, string>;
}

/** Milliseconds per answer, and answers per second. */
export interface Load {
  p50: number;
  p95: number;
  p99: number;
  requestsPerSecond: number;
}

/**
 * Asks again and again over some connections.
 *
 * @throws Error if any answer is not a success: then nothing is measured
 */
export async function load(
  { url, headers }: Route,
  options: { connections: number } & ({ seconds: number } | { amount: number }),
): Promise<Load> {
  // Autocannon's own percentiles are whole milliseconds.
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    autocannon(
      {
        url,
        headers: { ...headers, 'user-agent': 'benchmark' },
        connections: options.connections,
        ...('amount' in options
          ? { amount: options.amount }
          : { duration: options.seconds }),
      },
      (error, answer) => (error ? reject(error) : resolve(answer)),
    ).on('response', (_client, _status, _bytes, time) => times.push(time));
  });
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed > 0) {
    throw new Error(
      `${failed} requests to ${url} failed: nothing is measured.`,
    );
  }
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    requestsPerSecond: result.requests.total / result.duration,
  };
}
