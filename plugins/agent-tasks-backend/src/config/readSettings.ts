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
 * Configuration.
 *
 * `agentTasks` of app-config is read and checked once, when the plugin starts.
 * What is wrong there stops the start, with the full key and what to put there:
 * a portal that comes up runs with exactly what was written, never with half of
 * it. Nothing is read again later, but for `agentTasks.policy` (CurrentPolicy); a
 * change of anything else takes effect with the next start.
 */
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { configError } from './configError';
import { readCredentials } from './readCredentials';
import { readDuration } from './readDuration';
import { readGitHubSettings } from './readGitHubSettings';
import type { Settings } from './types';

const DEFAULT_INTERVAL_MS = 15_000;
const DEFAULT_SLOW_INTERVAL_MS = 5 * 60_000;

/** 15 s × 1 call is 240 of the 5,000 calls that GitHub gives a user per hour. */
const SHORTEST_INTERVAL_MS = 15_000;

const LOOPBACK_HOSTNAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Reads `agentTasks`, and of `integrations.github` the entry it names; throws at the first problem. */
export function readSettings(config: RootConfigService): Settings {
  const github = readGitHubSettings(config);
  return {
    github,
    tracking: readTracking(config, github.apiBaseUrl),
    credentials: readCredentials(config),
  };
}

function readTracking(
  config: RootConfigService,
  apiBaseUrl: string,
): Settings['tracking'] {
  const intervalKey = 'agentTasks.tracking.interval';
  const slowIntervalKey = 'agentTasks.tracking.slowInterval';
  const intervalMs = readDuration(config, intervalKey, DEFAULT_INTERVAL_MS);
  const isLoopback = LOOPBACK_HOSTNAMES.includes(new URL(apiBaseUrl).hostname);
  if (intervalMs < SHORTEST_INTERVAL_MS && !isLoopback) {
    throw configError(
      intervalKey,
      `is shorter than 15 seconds. Each user has 5,000 calls per hour for everything they do with GitHub, and GitHub bans apps that ask too often: give { seconds: 15 } or more. Only against a GitHub on this machine (localhost) may it be shorter.`,
    );
  }
  const slowIntervalMs = readDuration(
    config,
    slowIntervalKey,
    Math.max(DEFAULT_SLOW_INTERVAL_MS, intervalMs),
  );
  if (slowIntervalMs < intervalMs) {
    throw configError(
      slowIntervalKey,
      `is shorter than ${intervalKey}. It is for tasks that change seldom: give the same or more, for example { minutes: 5 }.`,
    );
  }
  return { intervalMs, slowIntervalMs };
}
