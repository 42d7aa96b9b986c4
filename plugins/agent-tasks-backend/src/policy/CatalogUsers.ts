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

import type { AuthService } from '@backstage/backend-plugin-api';
import {
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

export interface CatalogUsersOptions {
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  auth: AuthService;
}

/**
 * Users as the catalog has them, asked in the name of the plugin. A portal whose
 * sign-in gives its users other groups than the catalog's decides by those.
 */
export class CatalogUsers {
  readonly #options: CatalogUsersOptions;

  private constructor(options: CatalogUsersOptions) {
    this.#options = options;
  }

  static create(options: CatalogUsersOptions): CatalogUsers {
    return new CatalogUsers(options);
  }

  /**
   * What a user would sign in with where a portal does not say otherwise: the
   * user's own entity ref and those of the groups of which the user is a direct
   * member. `undefined`: the catalog has no such user.
   */
  async findOwnershipEntityRefs(
    userEntityRef: string,
  ): Promise<string[] | undefined> {
    const { catalog, auth } = this.#options;
    const user = await catalog
      .getEntityByRef(userEntityRef, {
        credentials: await auth.getOwnServiceCredentials(),
      })
      .catch(() => {
        throw new ServiceUnavailableError(
          `The catalog could not be asked for the groups of ${userEntityRef}, so nothing was decided. Try again in a minute.`,
        );
      });
    if (!user) return undefined;
    const groups = (user.relations ?? [])
      .filter(({ type }) => type === RELATION_MEMBER_OF)
      .map(({ targetRef }) => targetRef)
      .filter(ref => ref.startsWith('group:'));
    return [...new Set([stringifyEntityRef(user), ...groups])];
  }
}
