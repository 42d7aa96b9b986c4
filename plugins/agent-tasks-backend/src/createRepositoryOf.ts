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
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GITHUB_PROJECT_SLUG_ANNOTATION } from 'backstage-plugin-agent-tasks-common';

/** What the annotation of an entity says of its repository; `undefined` if nothing, or of one on another GitHub. */
export type RepositoryOf = (entity: Entity) => string | undefined;

/**
 * The annotation `github.com/project-slug` names no host. It is that of the
 * entity's source, where this is on one of the portal's GitHubs; else the one
 * that agent tasks are for.
 */
export function createRepositoryOf(options: {
  config: Config;
  /** The host of GitHub. */
  host: string;
}): RepositoryOf {
  const { github } = ScmIntegrations.fromConfig(options.config);
  return ({ metadata: { annotations = {} } }) => {
    const location =
      annotations[ANNOTATION_SOURCE_LOCATION] ??
      annotations[ANNOTATION_LOCATION];
    const source = github.byUrl(location?.replace(/^url:/, '') ?? '');
    return source && source.config.host !== options.host
      ? undefined
      : annotations[GITHUB_PROJECT_SLUG_ANNOTATION];
  };
}
