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

import {
  policyDecisionRequestSchema,
  type PolicyDecisionRequest,
  type TaskSource,
} from 'backstage-plugin-agent-tasks-common';

/** What an admin asks; an empty text means "not named". */
export type TryItDraft = {
  user: string;
  repository: string;
  model: string;
  customAgent: string;
  baseRef: string;
  headRef: string;
  source: TaskSource;
};

/** What is wrong with a question, per field. */
export type TryItIssues = Partial<Record<keyof TryItDraft, string>>;

/** Checks a question with the schema that the portal checks with. */
export function validateTryIt(draft: TryItDraft): {
  request?: PolicyDecisionRequest;
  issues: TryItIssues;
} {
  const parsed = policyDecisionRequestSchema.safeParse({
    user: completeUser(draft.user),
    repository: draft.repository.trim(),
    model: draft.model.trim() || undefined,
    customAgent: draft.customAgent.trim() || undefined,
    baseRef: draft.baseRef.trim() || undefined,
    headRef: draft.headRef.trim() || undefined,
    source: draft.source,
  });
  if (parsed.success) return { request: parsed.data, issues: {} };
  const issues: TryItIssues = {};
  for (const { path, message } of parsed.error.issues) {
    issues[path[0] as keyof TryItDraft] ??= message;
  }
  return { issues };
}

/** What people leave out of the ref of a user. */
function completeUser(typed: string): string {
  const ref = typed.trim();
  if (/^[^:/\s]+$/.test(ref)) return `user:default/${ref}`;
  return ref.replace(/^user:([^/]+)$/i, 'user:default/$1');
}
