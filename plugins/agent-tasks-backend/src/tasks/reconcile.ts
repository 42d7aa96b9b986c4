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

import type { GitHubTaskDetail } from '../github/types';

/** A clock of GitHub's and one of ours may differ by this much. */
const CLOCK_SKEW_MS = 60_000;

export interface ReconcileInput {
  /** As it was sent. */
  prompt: string;
  /** When the intent was written, before the prompt was sent; ISO 8601. */
  sentAt: string;
  /** Tasks of the same creator in the same repository, with their sessions. */
  candidates: GitHubTaskDetail[];
  /** Ids of tasks that the portal knows to be someone else's answer. */
  knownTaskIds: ReadonlySet<string>;
}

/**
 * Which of GitHub's tasks came of a POST whose answer was lost, if it can be
 * told: the earliest one made since that no other dispatch has and whose first
 * session has the same prompt. `undefined`: none, or it does not show yet (a
 * new task has no session for a while). GitHub has no idempotency key and a
 * task's name changes, so the prompt is the only key (facts §2.2).
 */
export function reconcile(input: ReconcileInput): GitHubTaskDetail | undefined {
  const notBefore = Date.parse(input.sentAt) - CLOCK_SKEW_MS;
  const prompt = normalise(input.prompt);
  return input.candidates
    .filter(
      task =>
        !input.knownTaskIds.has(task.id) &&
        Date.parse(task.createdAt) >= notBefore &&
        task.sessions.some(
          session =>
            session.prompt !== undefined &&
            normalise(session.prompt) === prompt,
        ),
    )
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))[0];
}

function normalise(prompt: string): string {
  return prompt.replace(/\r\n/g, '\n').trim();
}
