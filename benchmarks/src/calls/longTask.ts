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

import type { Scenario } from 'github-agent-tasks-simulator';

const MINUTE_MS = 60_000;

/**
 * A task as long as real ones often are: half an hour, in which GitHub shows
 * some change every two or three minutes.
 */
export const longTask: Scenario = {
  name: 'half-an-hour',
  description: 'Queued for a minute, at work for half an hour.',
  timeline: [
    { after: 1 * MINUTE_MS, do: 'start-session' },
    { after: 2 * MINUTE_MS, do: 'rename' },
    { after: 3 * MINUTE_MS, do: 'create-branch' },
    { after: 5 * MINUTE_MS, do: 'open-pull-request' },
    { after: 7 * MINUTE_MS, do: 'push-commits' },
    { after: 9 * MINUTE_MS, do: 'push-commits' },
    { after: 12 * MINUTE_MS, do: 'push-commits' },
    { after: 15 * MINUTE_MS, do: 'push-commits' },
    { after: 17 * MINUTE_MS, do: 'start-checks' },
    { after: 20 * MINUTE_MS, do: 'push-commits' },
    { after: 23 * MINUTE_MS, do: 'push-commits' },
    { after: 26 * MINUTE_MS, do: 'finish-checks', conclusion: 'success' },
    { after: 28 * MINUTE_MS, do: 'report-usage' },
    { after: 29 * MINUTE_MS, do: 'finish-pull-request' },
    { after: 30 * MINUTE_MS, do: 'end-session', state: 'completed' },
  ],
};
