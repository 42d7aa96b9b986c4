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
import type { Credential } from '../types';
import type { OAuthApp } from './OAuthApp';

/**
 * Has GitHub end what a user has given. An access token that has ended is
 * refreshed for that, as GitHub wants a good one. `false`, with a line in the
 * log: GitHub could not be told.
 */
export async function endGrant(
  app: Pick<OAuthApp, 'refresh' | 'revokeGrant' | 'settingsUrl'>,
  { userEntityRef, tokens }: Pick<Credential, 'userEntityRef' | 'tokens'>,
  logger: LoggerService,
): Promise<boolean> {
  // GitHub itself has ended it before.
  if (!tokens) return true;
  try {
    if (await app.revokeGrant(tokens.accessToken)) return true;
    if (!tokens.refreshToken) return true;
    const fresh = await app.refresh(tokens.refreshToken);
    if (fresh) await app.revokeGrant(fresh.tokens.accessToken);
    return true;
  } catch (error) {
    logger.warn(
      `The grant of ${userEntityRef} was deleted, but GitHub could not be told. It can be ended at ${app.settingsUrl} by that user. ${error}`,
      { user: userEntityRef },
    );
    return false;
  }
}
