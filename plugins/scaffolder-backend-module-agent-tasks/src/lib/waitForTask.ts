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

import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  isAgentTasksError,
  type Task,
} from 'backstage-plugin-agent-tasks-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { assessTask, type WaitGoal } from './assessTask';
import { describeProgress } from './describeProgress';
import { isTransient } from './isTransient';

/**
 * Reads a task again and again until it is where the step wants it.
 *
 * Trouble that passes by itself is logged once and sat out, for as long as the
 * timeout allows. The task itself never depends on this loop.
 *
 * @throws Error with a message for people if the goal is out of reach or the
 * time is up; whatever `read` throws if it will not pass; AbortError on `signal`.
 */
export async function waitForTask(options: {
  read: () => Promise<Task>;
  until: WaitGoal;
  portalUrl: string;
  timeoutMs: number;
  pollIntervalMs: number;
  logger: LoggerService;
  signal?: AbortSignal;
}): Promise<Task> {
  const { until, portalUrl, logger, signal } = options;
  const deadline = Date.now() + options.timeoutMs;
  let shown: string | undefined;
  let trouble: string | undefined;

  for (;;) {
    signal?.throwIfAborted();
    const reading = await attempt(options);
    let pauseMs = options.pollIntervalMs;
    if (reading.task) {
      const { task } = reading;
      trouble = undefined;
      const progress = describeProgress(task);
      if (progress !== shown) logger.info(progress);
      shown = progress;
      const assessment = assessTask(task, { until, portalUrl });
      if (assessment.kind === 'done') return task;
      if (assessment.kind === 'fail') throw new Error(assessment.message);
    } else {
      const { message } = reading.trouble;
      if (message !== trouble) {
        logger.warn(`The task cannot be read now, trying again: ${message}`);
      }
      trouble = message;
      pauseMs = Math.max(pauseMs, retryAfterMs(reading.trouble));
    }
    if (Date.now() + pauseMs > deadline) {
      throw new Error(
        `The time that this step may wait is over. The agent goes on without it, see ${portalUrl}${
          trouble ? ` The task could not be read the last time: ${trouble}` : ''
        }`,
      );
    }
    await sleep(pauseMs, undefined, { signal });
  }
}

async function attempt(options: {
  read: () => Promise<Task>;
  portalUrl: string;
}): Promise<
  { task: Task; trouble?: undefined } | { task?: undefined; trouble: Error }
> {
  try {
    return { task: await options.read() };
  } catch (error) {
    if (hasSessionEnded(error)) {
      throw new Error(
        `The portal session with which this run was created has ended, so this step can no longer ask for the task. The agent goes on without it, see ${options.portalUrl}`,
      );
    }
    if (!isTransient(error)) throw error;
    return { trouble: error as Error };
  }
}

function hasSessionEnded(error: unknown): boolean {
  const { name } = error as Error;
  return name === 'AuthenticationError' && !isAgentTasksError(error);
}

function retryAfterMs(error: unknown): number {
  return isAgentTasksError(error) ? (error.retryAfter ?? 0) * 1_000 : 0;
}
