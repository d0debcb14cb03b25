"""Words that names of organizations share, and what each of them says about the name around it.

Lists, no rules. All words as they are compared: small letters, no accents. English and Spanish, with legal forms of the
countries whose lists people bring.
"""

from typing import Final


def words_in(text: str) -> frozenset[str]:
    """A list that is written as one text."""
    return frozenset(text.split())


#: Words that are left out where names are compared.
SMALL_WORDS: Final = words_in(
    "the of for and in on to a an with by de del la el los las y e para por en un una al"
)

#: Small words that can be a part of a name all the same: Belle and La Belle are two towns.
ARTICLES: Final = frozenset({"a", "an", "el", "la", "las", "los", "un", "una"})

#: Small words that are a place where they end a name: "Code for LA".
PLACES_AT_THE_END: Final = frozenset({"al", "de", "in", "la"})

#: Legal forms: at the end of a name they do not tell two organizations apart. Said once, in full letters; a form of
#: several words stands joined.
LEGAL_FORMS: Final = words_in(
    "inc incorporated llc llp lp ltd limited corp corporation co company plc pllc pc lc cic cio nfp npo "
    "nonprofit communityinterestcompany charitableincorporatedorganisation registeredcharity "
    "anonprofitcorporation nonprofitcorporation anonprofit publiccompany gmbh ev ggmbh sa sas sarl srl bv ac "
    "iap asociacioncivil sc sadecv sapidecv sderldecv pbc 501c3 charity"
)
#: How many words of a name may be one legal form ("S. de R.L. de C.V." is five).
LONGEST_LEGAL_FORM: Final = 5

#: Short forms and other spellings, and what they stand for.
SHORT_FORMS: Final[dict[str, str]] = {
    "dept": "department",
    "dpt": "department",
    "univ": "university",
    "assn": "association",
    "assoc": "association",
    "asoc": "asociacion",
    "soc": "society",
    "natl": "national",
    "intl": "international",
    "ctr": "center",
    "centre": "center",
    "cntr": "center",
    "comm": "community",
    "dev": "development",
    "rec": "recreation",
    "twp": "township",
    "cty": "county",
    "cnty": "county",
    "govt": "government",
    "gov": "government",
    "org": "organization",
    "organisation": "organization",
    "inst": "institute",
    "mgmt": "management",
    "svc": "service",
    "svcs": "services",
    "serv": "services",
    "bus": "business",
    "tech": "technology",
    "elem": "elementary",
    "schl": "school",
    "sch": "school",
    "hosp": "hospital",
    "lib": "library",
    "fdn": "foundation",
    "fndn": "foundation",
    "found": "foundation",
    "coop": "cooperative",
    "cmte": "committee",
    "comte": "committee",
    "cncl": "council",
    "auth": "authority",
    "dist": "district",
    "neighbourhood": "neighborhood",
    "neighbourhoods": "neighborhoods",
    "neighbour": "neighbor",
    "neighbours": "neighbors",
    "nbhd": "neighborhood",
    "harbour": "harbor",
    "labour": "labor",
    "programme": "program",
    "theatre": "theater",
    "mt": "mount",
    "ft": "fort",
    "saint": "st",
    "sainte": "st",
    "ste": "st",
    "street": "st",
    "ave": "avenue",
    "av": "avenue",
    "blvd": "boulevard",
    "rd": "road",
    "hwy": "highway",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "primera": "1",
    "primer": "1",
    "segunda": "2",
    "tercera": "3",
    "metro": "metropolitan",
    "hist": "historical",
    "prof": "professional",
    "teh": "the",
}

#: The same for places in the United States, but for those that are words: in, or, me, la, co, de, hi, ok, pa.
PLACES: Final[dict[str, str]] = {
    "mass": "massachusetts",
    "ma": "massachusetts",
    "calif": "california",
    "minn": "minnesota",
    "wisc": "wisconsin",
    "tenn": "tennessee",
    "az": "arizona",
    "ct": "connecticut",
    "fl": "florida",
    "ga": "georgia",
    "il": "illinois",
    "ks": "kansas",
    "ky": "kentucky",
    "md": "maryland",
    "mn": "minnesota",
    "mo": "missouri",
    "nc": "north carolina",
    "nd": "north dakota",
    "nh": "new hampshire",
    "nj": "new jersey",
    "nm": "new mexico",
    "nv": "nevada",
    "ny": "new york",
    "nyc": "new york city",
    "ri": "rhode island",
    "sd": "south dakota",
    "sf": "san francisco",
    "stl": "st louis",
    "kc": "kansas city",
    "tn": "tennessee",
    "tx": "texas",
    "ut": "utah",
    "vt": "vermont",
    "wi": "wisconsin",
    "wv": "west virginia",
}

#: Words that a name can do without: with and without them it may be the same organization.
ADD_LITTLE: Final = words_in(
    "community greater city metropolitan area family memorial charitable free public school center space project "
    "initiative program society alliance association organization group collective collaborative partnership "
    "coalition team network usa us america national international volunteers dr rev hon jr sr "
    "proyecto programa grupo organizacion sociedad asociacion colectivo alianza comunitario comunitaria centro"
)

#: Words that say "a part, or one of several": what follows them is not a note that could be left out.
PARTS: Final = words_in(
    "branch chapter office station campus division department bureau unit local lodge post troop pack ward "
    "precinct district region zone section site foundation friends auxiliary youth women men north south east "
    "west sucursal capitulo oficina sede departamento distrito norte sur este oeste"
)

#: Words of which the order counts: the University of a place is not the place's University.
ORDER_COUNTS: Final = frozenset(["university", "college", "universidad"])

#: Words that many organizations have in their names. A name of these alone says little, and two of them that are
#: nearly alike are two words, not one word and a slip.
COMMON_WORDS: Final = (
    ADD_LITTLE
    | PARTS
    | ORDER_COUNTS
    | frozenset(word for word in SHORT_FORMS.values() if len(word) > 2)
    | words_in(
        "across chronicle gazette herald journal observer times tribune weekly "
        "academy action administration adult advisory advocacy advocates affairs affordable african agency agenda "
        "aging agriculture aid air alumni american analytics animal architecture archive area art artists arts "
        "asian athletic bank baptist basic bay beach big bike bikes black blue board book books botanic boys "
        "bread bridge broadband budget builders building bureau business camp cancer capital care career catholic "
        "central chamber change charter child childcare children childrens choir christian church cinema circle "
        "citizens citizenship city civic clean clerk climate clinic club coast code coders college commerce "
        "commission commissioner committee common commons communication communications communities company "
        "conservancy conservation construction consultants consulting consumer control cooperation cooperative "
        "corps corrections council counseling county court courts creative creek crisis cultural culture cycling "
        "dance data daughters day deaf defenders defense delta democracy democratic dental design developers "
        "digital disability discovery dispatch diversity docks domestic downtown drama early eastern ecology "
        "economic education educational educators elder elderly elders elementary emergency employment energy "
        "engineering engineers enterprise enterprises entrepreneurs environment environmental equality equity "
        "estate ethics ethnic events exchange executive faith families family farm farmers farms father fathers "
        "federal federation fellowship festival film finance fire first fitness food football forest forum "
        "freedom front fund funders future futures gallery garden gardeners gardens gas general girls global "
        "gospel government governor governors grants greater green greens grove growers growth guild habitat hall "
        "hamlet hands harbor harvest health healthcare healthy heart help helpers helping heritage high hill "
        "hills hispanic historic historical history holiday home homeless homes hope hospice hospital house "
        "households housing human humane hunger immigrant immigrants immigration improvement impact inclusion "
        "independent indigenous industrial industries industry information infrastructure initiatives innovation "
        "innovations institute insurance integration intelligence inter investment investors jail job jobs "
        "journalism judicial junior justice kids king kitchen knowledge lab labor labs lake lakes land lane "
        "language latina latino law lawyers leaders leadership league learners learning legal lender library life "
        "light line link literacy little live lives living loan long lutheran maker makers management manor map "
        "maps mapping market marketing master mayor mayors meadow media mediation medical meetup memorial mental "
        "mentors merchants methodist metro middle migrant migrants military mill ministries ministry minority "
        "mission mobility model modern money mother mothers mount mountain movement municipal museum music "
        "musical mutual native natural nature neighborhood neighborhoods neighbors news newspaper night northern "
        "nurses nursery nutrition oak ocean officers offices old older open opera opportunity orchestra "
        "organizers organizing outreach pantry parent parents park parking parks partners parts pastor path "
        "patients peace people peoples permits pet philanthropy philharmonic physical place planners planning "
        "play playground police policy politics poor porch port post poverty power prairie presbyterian press "
        "prevention primary prison private pro professional programs progress promise property prosperity "
        "protection public quality radio rail railway rape reading records recovery recreation recycling "
        "redevelopment reentry reform refuge refugee refugees regional registry rehabilitation relief renewal "
        "renters repair republic rescue research residents resilience resource resources restoration rights river "
        "rivers road roads rural safe safer safety sanitation scholars school schools science sciences scouts sea "
        "secondary security senior seniors service services sexual shelter sheriff shop sister small soccer "
        "social software soil solar solutions southern special spirit sport sports st state stage star statistics "
        "stories storage story street streets student students studio studios studies success summer support "
        "sustainable swimming system systems talk task teacher teachers teaching team technologies technology "
        "teen teens temple tenants tennis test theater therapy thought tool tools tourism town township toy trade "
        "trades traffic trail trails training transit transport transportation travel treatment tree trees tribal "
        "tribe trust tutoring union united urban utilities valley veterans victims view village vision visitors "
        "visual voice voices volunteer vote voters walk water watershed wealth welfare wellness western wheels "
        "white wild wildlife wind wise woman womens wood woods work workers workforce working works workshop "
        "world worship writers yoga young abogados adultos agua alcaldia amigos apoyo arte artes ayuda banco "
        "barrio basica biblioteca bosque calle camino campesinos camara casa centro ciencia cine ciudad ciudadana "
        "clinica club coalicion cocina colegio comedor comercio comite comunidad consejo consultorio cooperativa "
        "corporacion cruz cultura datos derechos desarrollo digna educacion escuela estatal estudiantes familia "
        "familias federacion fondo fundacion futuro gobierno hogar hospital iglesia infantil iniciativa instituto "
        "investigacion jardin jovenes justicia juventud legal liga madres maestros mano manos media medio mercado "
        "migrante migrantes ministerio mujer mujeres municipal museo musica nacional ninos nueva nuevo obra "
        "obreros padres parque paz policia primaria pro publica publico pueblo raices red refugio regional rio "
        "rural salud secretaria secundaria semillas servicio servicios solidaridad superior taller teatro tecnica "
        "tecnologia tierra trabajadores trabajo unidos union universitaria valle vecinos verde vida vivienda "
        "voluntarios voz"
    )
)
