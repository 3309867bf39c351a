//! The stories of `stories/`, each told again over PostgreSQL: `World::new` sees which program it is in.

#[path = "stories/main.rs"]
mod stories;

use stories::world;
