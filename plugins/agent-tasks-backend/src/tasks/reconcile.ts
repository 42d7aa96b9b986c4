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
export const CLOCK_SKEW_MS = 60_000;

/**
 * A task made of a POST is hardly younger than it: the request waits 30 s for
 * its answer by default, and GitHub ends whatever runs for 10 s (facts §1.7). An
 * hour leaves room for a clock of ours that is set wrongly, and for a longer
 * time-out; but the same words, sent again the next morning, are another task.
 */
export const MADE_WITHIN_MS = 60 * 60_000;

/** A dispatch that has sent, or may have sent, a prompt, and has no task of GitHub's. */
export interface UnansweredIntent {
  id: string;
  /** As it was sent. */
  prompt: string;
  /** When the request left, ISO 8601. */
  sentAt: string;
  /** `sending`: the answer is still to come. `abandoned`: a person said that it never started. */
  status: 'lost' | 'sending' | 'abandoned';
}

/** What {@link reconcile} looks at. */
export interface ReconcileInput {
  /** All of one account on GitHub and one repository, none left out. */
  intents: UnansweredIntent[];
  /** Tasks of the same account in the same repository, with their sessions. */
  candidates: GitHubTaskDetail[];
  /** Ids of tasks that the portal knows to be another dispatch's. */
  knownTaskIds: ReadonlySet<string>;
}

/**
 * Which of GitHub's tasks came of which POST whose answer was lost, by id of the
 * intent, as far as it can be told. GitHub has no idempotency key and a task's
 * name changes, so the prompt, with the time, is the only key (facts §1.3).
 *
 * - A task goes to one intent, and an intent gets one task: two equal prompts in
 *   the same minute are two tasks if they were two intents. The pair that is
 *   closest in time goes first.
 * - While an answer is awaited for an equal prompt, nothing is decided about that
 *   prompt: the task may be what that answer will name.
 * - An intent that a person has given up takes part, and what falls to it falls
 *   to nobody: its task, if it shows up late, is not the one that was started in
 *   its place.
 *
 * An intent that is missing in the answer has no task, or it does not show yet:
 * a new task has no session, and so no prompt, for a while. Pure.
 */
export function reconcile(
  input: ReconcileInput,
): Map<string, GitHubTaskDetail> {
  const intents = input.intents.map(intent => ({
    ...intent,
    prompt: normalise(intent.prompt),
  }));
  const undecided = new Set(
    intents
      .filter(({ status }) => status === 'sending')
      .map(({ prompt }) => prompt),
  );
  const pairs = intents
    .filter(({ prompt }) => !undecided.has(prompt))
    .flatMap(intent =>
      input.candidates
        .filter(
          task =>
            !input.knownTaskIds.has(task.id) &&
            isMadeInTime(task.createdAt, intent.sentAt) &&
            hasPrompt(task, intent.prompt),
        )
        .map(task => ({ intent, task })),
    )
    .sort(byLikelihood);

  const taken = new Set<string>();
  const decided = new Set<string>();
  const found = new Map<string, GitHubTaskDetail>();
  for (const { intent, task } of pairs) {
    if (taken.has(task.id) || decided.has(intent.id)) continue;
    taken.add(task.id);
    decided.add(intent.id);
    if (intent.status === 'lost') found.set(intent.id, task);
  }
  return found;
}

/** Whether a task can have come of a request that left at `sentAt`. */
export function isMadeInTime(createdAt: string, sentAt: string): boolean {
  const age = Date.parse(createdAt) - Date.parse(sentAt);
  return age >= -CLOCK_SKEW_MS && age <= MADE_WITHIN_MS;
}

/** How far apart a request and a task are, in milliseconds. */
export function distanceBetween(createdAt: string, sentAt: string): number {
  return Math.abs(Date.parse(createdAt) - Date.parse(sentAt));
}

type Pair = { intent: UnansweredIntent; task: GitHubTaskDetail };

/** The closest in time first; then in an order that does not depend on that of the input. */
function byLikelihood(a: Pair, b: Pair): number {
  const distance = ({ intent, task }: Pair) =>
    distanceBetween(task.createdAt, intent.sentAt);
  return (
    distance(a) - distance(b) ||
    Number(a.intent.status === 'abandoned') -
      Number(b.intent.status === 'abandoned') ||
    compare(a.intent.id, b.intent.id) ||
    compare(a.task.id, b.task.id)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function hasPrompt(task: GitHubTaskDetail, prompt: string): boolean {
  return task.sessions.some(
    session =>
      session.prompt !== undefined && normalise(session.prompt) === prompt,
  );
}

function normalise(prompt: string): string {
  return prompt.replace(/\r\n/g, '\n').trim();
}
