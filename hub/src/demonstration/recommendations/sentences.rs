//! Themes, and five sentences on each. `{state}` and `{province}` stand for the State's name and a place in it.

pub(super) const THEMES: [(&str, [&str; 5]); 12] = [
    (
        "Access to justice",
        [
            "Open a second legal aid office in {province}, with a lawyer on duty on market days",
            "Shorten the time between arrest and the first hearing to no more than forty-eight hours in law and in practice",
            "Translate court summonses into every language that is spoken in {province}",
            "Give travelling judges the means to hold hearings in villages that no road reaches in winter",
            "Publish the decisions of the appeal courts within a month, with the names of minors removed",
        ],
    ),
    (
        "Prevention of torture",
        [
            "Record every questioning in police custody on video and keep the recordings for five years",
            "Set up an independent body that visits all places of detention without notice",
            "Train prison doctors of {state} in documenting injuries according to the Istanbul Protocol",
            "Make sure that no statement obtained under duress is admitted in any court",
            "Give persons in custody a doctor of their own choice within the first day",
        ],
    ),
    (
        "Rights of the child",
        [
            "Register all births in {province} free of charge, also those of earlier years",
            "Raise the age of criminal responsibility, and keep children apart from adults in detention",
            "Bring school meals to all primary schools in which attendance falls during the harvest",
            "Forbid corporal punishment in all settings, and help parents and teachers with other ways",
            "Set up a telephone line that children can call at any hour without cost",
        ],
    ),
    (
        "Equality of women and men",
        [
            "Remove from the inheritance law of {state} what gives sons more than daughters",
            "Open two more shelters for women who flee violence, one of them in {province}",
            "Train police officers to take down reports of domestic violence in a room where nobody else listens",
            "Publish every year what women and men earn for the same work in the public service",
            "Bring the share of women among village heads to two fifths within six years",
        ],
    ),
    (
        "Persons with disabilities",
        [
            "Make polling stations reachable by wheelchair before the next general election",
            "Close the remaining large institutions, and pay for support at home instead",
            "Teach sign language of {state} to one teacher at least in every district school",
            "Replace guardianship by supported decision-making in the civil code",
            "Collect figures on schooling by kind of disability with the next census",
        ],
    ),
    (
        "Right to health",
        [
            "Post a midwife in each of the eleven valleys of {province} that have none",
            "Do away with fees for births and for the care of infants in public clinics",
            "Bring mental health care into primary care, with supervision by radio or telephone where specialists are far",
            "Make sure that people in prison receive the same treatment for tuberculosis as everybody else",
            "Tell the public in plain words what the health budget is spent on, district by district",
        ],
    ),
    (
        "Right to education",
        [
            "Keep schools in {province} open through the rains by repairing roofs and footbridges first",
            "Offer the first three school years in the language that children speak at home",
            "Let girls who have become mothers return to class without any condition",
            "Put human rights into the training of all new teachers, with time to practise",
            "Train one hundred and twenty teachers for adults who never learned to read",
        ],
    ),
    (
        "Freedom of expression",
        [
            "Take defamation out of the penal code and leave it to the civil courts",
            "Adopt a law on access to information, with an answer due within fifteen working days",
            "Look into every attack on a journalist in {province} since the last review, and publish the findings",
            "Let community radio stations obtain a licence at a price that a village can pay",
            "Refrain from shutting down the telephone network during elections",
        ],
    ),
    (
        "National human rights institution",
        [
            "Give the national commission of {state} a budget line of its own, voted by parliament",
            "Choose the members of the national commission in an open procedure that includes civil society",
            "Answer the national commission's yearly recommendations in writing within ninety days",
            "Open a regional bureau of the national commission in {province}",
            "Let the national commission visit all places of detention, also those of the armed forces",
        ],
    ),
    (
        "Indigenous peoples and minorities",
        [
            "Ask the herding communities of {province} for their free, prior and informed consent before any new mine",
            "Mark and register the common lands of the river peoples within four years",
            "Have broadcasts of public interest read in the three languages of the minorities",
            "Invite the Special Rapporteur on the rights of indigenous peoples for a visit",
            "Teach the history of the minorities of {state} in all public schools",
        ],
    ),
    (
        "Migrants and refugees",
        [
            "End the detention of families with children who seek asylum",
            "Give domestic workers from abroad the right to change their employer without losing their permit",
            "Provide interpreters at all border posts of {state}, by telephone where there is no other way",
            "Take part in a regional plan for the search for those who are missing at sea",
            "Issue papers to stateless persons who were born in {province}",
        ],
    ),
    (
        "Cooperation and reporting",
        [
            "Set up a standing body that drafts the reports to all treaty bodies and follows what came of them",
            "Hand in the three reports to treaty bodies of {state} that are overdue, and ask for assistance with them",
            "Keep a public table of all recommendations accepted, with the ministry in charge and the state of the work",
            "Extend a standing invitation to all special procedures",
            "Ask for technical assistance in gathering figures for the Sustainable Development Goals by region",
        ],
    ),
];

pub(super) const PLEDGES: [(&str, &str); 4] = [
    (
        "Cooperation and reporting",
        "{state} will present a report at mid-term on all recommendations that it has accepted",
    ),
    (
        "Access to justice",
        "{state} will double the number of public defenders within three years, beginning with {province}",
    ),
    (
        "Rights of the child",
        "{state} undertakes to register every child born in {province} within its first month",
    ),
    (
        "National human rights institution",
        "{state} will seek accreditation of its national commission with full status",
    ),
];
