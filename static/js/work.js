// Pages of people who are signed in.
import "./public.js";
import "./upload.js";
import "./word-count.js";
import "./unsaved-changes.js";
import "./copy-code.js";
import "./kept.js";
import "./kept-alone.js";
import "./field-visit.js";
import "./desk-carried.js";
import "./typing.js";
import "./presence.js";
import "./server-clock.js";
import "./card.js";
import "./evidence.js";
