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

import type { Knex } from 'knex';
import type { GitHubUser } from '../../github/types';

/** The table `github_identities` of one GitHub: which account each user is bound to. */
export class DatabaseIdentities {
  readonly #db: Knex;
  readonly #host: string;

  private constructor(options: { db: Knex; host: string }) {
    this.#db = options.db;
    this.#host = options.host;
  }

  static create(options: { db: Knex; host: string }): DatabaseIdentities {
    return new DatabaseIdentities(options);
  }

  async find(userEntityRef: string): Promise<GitHubUser | undefined> {
    const row = await this.#row(userEntityRef).first(
      'github_user_id',
      'github_login',
    );
    return row && { id: Number(row.github_user_id), login: row.github_login };
  }

  /** Binds a user who is bound to nobody; gives the account that the user is bound to then. */
  async bindFirst(
    userEntityRef: string,
    user: GitHubUser,
  ): Promise<GitHubUser> {
    await this.#db('github_identities')
      .insert({
        user_entity_ref: userEntityRef,
        host: this.#host,
        ...columns(user),
      })
      .onConflict(['user_entity_ref', 'host'])
      .ignore();
    return (await this.find(userEntityRef)) ?? user;
  }

  /** `false`: another was faster. */
  async rebind(
    userEntityRef: string,
    before: GitHubUser,
    after: GitHubUser,
  ): Promise<boolean> {
    const rebound = await this.#row(userEntityRef)
      .where({ github_user_id: before.id })
      .update(columns(after));
    return rebound > 0;
  }

  /** A login can change while the account stays the same. */
  async rename(userEntityRef: string, user: GitHubUser): Promise<void> {
    await this.#row(userEntityRef)
      .where({ github_user_id: user.id })
      .update({ github_login: user.login });
  }

  #row(userEntityRef: string) {
    return this.#db('github_identities').where({
      user_entity_ref: userEntityRef,
      host: this.#host,
    });
  }
}

function columns(user: GitHubUser) {
  return {
    github_user_id: user.id,
    github_login: user.login,
    bound_at: new Date().toISOString(),
  };
}
