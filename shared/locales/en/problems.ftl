# What can go wrong: what happened, what it means for the work, what to do.

problem-unknown = Something went wrong that this version has no words for ({ $code }). Nothing you wrote is lost. Try again, and tell your administrator this code if it goes on.
