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

import type { IssueComment, PullRequest } from '../state';

/** Comment ids are numbers of their own, far from those of pull requests. */
const COMMENTS_PER_PULL_REQUEST = 1_000;

/** Writes a comment below a pull request. It starts nothing by itself: see `hearComment`. */
export function addComment(
  pull: PullRequest,
  { userId, body, now }: { userId: number; body: string; now: number },
): IssueComment {
  pull.comments ??= [];
  const comment: IssueComment = {
    id: pull.id * COMMENTS_PER_PULL_REQUEST + pull.comments.length,
    userId,
    body,
    createdAt: now,
  };
  pull.comments.push(comment);
  pull.updatedAt = now;
  return comment;
}
