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
import type { IdentityBinding } from '../credentials';
import type { RequestContextResolver } from './requestContext';

/**
 * Every token that comes with a request binds its user, at every door. Where
 * other accounts are forbidden the request waits for that, and a kept token has
 * to be of the right account as well. Else it is done after the answer, and not
 * at all for what was refused: bad input costs no call to GitHub.
 */
export function withIdentityBinding(
  resolveContext: RequestContextResolver,
  binding: IdentityBinding,
  logger: LoggerService,
): RequestContextResolver {
  return async request => {
    const context = await resolveContext(request);
    const { userEntityRef, gitHubToken, isSentToken } = context;
    if (!gitHubToken) return context;
    if (binding.isStrict) {
      await binding.check(userEntityRef, gitHubToken, request);
    } else if (isSentToken) {
      const { res: response } = request;
      response?.once('finish', () => {
        if (response.statusCode >= 400) return;
        binding.check(userEntityRef, gitHubToken, request).catch(error => {
          logger.debug(
            `Could not tell whose GitHub token ${userEntityRef} sent: ${error}`,
          );
        });
      });
    }
    return context;
  };
}
