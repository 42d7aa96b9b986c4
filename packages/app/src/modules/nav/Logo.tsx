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
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';

/** The name of the portal; its initials while the sidebar is closed. */
export const Logo = () => {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link
      to="/"
      underline="none"
      aria-label="Home"
      style={{
        display: 'block',
        height: 2 * sidebarConfig.logoHeight,
        lineHeight: `${2 * sidebarConfig.logoHeight}px`,
        width: sidebarConfig.drawerWidthClosed,
        paddingLeft: 20,
        color: '#fff',
        fontSize: 20,
        fontWeight: 700,
        whiteSpace: 'nowrap',
      }}
    >
      {isOpen ? 'Acme portal' : 'A'}
    </Link>
  );
};
