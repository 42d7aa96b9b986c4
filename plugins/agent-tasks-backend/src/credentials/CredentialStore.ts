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

import type { TaskOwner } from '../tasks/TaskStore';

/**
 * Keeps the GitHub tokens of users while their tasks are followed, so that the
 * tracker can look after the user's browser is gone.
 *
 * Promises: a token is given out only for the user and the account on GitHub
 * that it was kept for; one that GitHub has refused is not kept again. What
 * happens on a restart is for each implementation to say.
 */
export interface CredentialStore {
  /** Replaces what was kept. `false`: GitHub has refused this token before. */
  keep(owner: TaskOwner, token: string): Promise<boolean>;
  /** For following an owner's tasks in the background, which is audited as its use. */
  find(owner: TaskOwner): Promise<string | undefined>;
  /** A token of the account on GitHub with which the user last brought one. */
  findForUser(userEntityRef: string): Promise<string | undefined>;
  /**
   * The owners whose tokens this process has and others have not; `undefined`:
   * tokens are shared, every replica finds them all.
   */
  heldOwners(): TaskOwner[] | undefined;
  /** Nothing is left to follow. A grant stays: its user takes it back. */
  wipe(owner: TaskOwner): Promise<void>;
  /** GitHub does not accept this token any more. */
  reject(owner: TaskOwner, token: string): Promise<void>;
}
