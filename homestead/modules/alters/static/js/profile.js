// On somebody's page too one holds to switch.

import { watch } from "./hold.js";

watch();
