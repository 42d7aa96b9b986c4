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

import { randomUUID } from 'node:crypto';
import { plausibleCost } from '../plausibleCost';
import { nameFromPrompt } from '../wording';
import { StepContext, currentSession, touch } from './StepContext';

/** What GitHub picks when no model is asked for. It differs between equal tasks (behaviour 14). */
const AUTO_MODELS = ['claude-sonnet-4.6', 'gpt-5.4', 'gpt-5.3-codex'];

/** Behaviour 15: the model comes back with the name of the service in front. */
const MODEL_NAMESPACE = 'sweagent-capi:';

export function startSession(context: StepContext, state: string): void {
  const { task, now, prompt } = context;
  const chosen =
    task.model ?? AUTO_MODELS[context.state.tasks.size % AUTO_MODELS.length];
  task.sessions.push({
    id: randomUUID(),
    name: task.name,
    userId: task.creatorId,
    state,
    prompt,
    // Behaviour 42: a session that reports from a person's own machine names no model.
    model: task.source === 'cli' ? '' : `${MODEL_NAMESPACE}${chosen}`,
    headRef: task.branch,
    baseRef: task.baseRef,
    createdAt: now,
    updatedAt: now,
  });
  task.state = state;
  touch(context);
}

export function rename(context: StepContext): void {
  const { task } = context;
  task.name = nameFromPrompt(task.prompt);
  const session = currentSession(task);
  if (session) session.name = task.name;
  touch(context);
}

/** What follows is a further session; the last one stays as it ended. */
export function queue(context: StepContext): void {
  context.task.state = 'queued';
  context.task.updatedAt = context.now;
}

export function setState(context: StepContext, state: string): void {
  const session = currentSession(context.task);
  if (session) session.state = state;
  context.task.state = state;
  touch(context);
}

export function endSession(
  context: StepContext,
  state: string,
  error: string | undefined,
): void {
  const { task, now } = context;
  setState(context, state);
  const session = currentSession(task);
  if (!session) return;
  session.completedAt = now;
  if (error !== undefined) session.error = { message: error };
}

export function reportUsage(context: StepContext): void {
  const session = currentSession(context.task);
  if (!session || context.task.source === 'cli') return;
  const { id, sessions } = context.task;
  session.usage = {
    type: 'ai_credits',
    amount: plausibleCost({
      key: `${id}/${sessions.length}`,
      model: session.model ?? '',
    }),
  };
  touch(context);
}
