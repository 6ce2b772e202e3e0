using System.Collections.Frozen;

namespace Clementia.Documents.Reading.Prose;

/// <summary>A person's grammatical gender, as far as the text or the first name tells.</summary>
internal enum Gender
{
    /// <summary>Not known.</summary>
    Unknown,
    /// <summary>He.</summary>
    Male,
    /// <summary>She.</summary>
    Female,
}

/// <summary>General word lists of English: abbreviations, titles, offices, first names. No name of a particular case.</summary>
internal static class Lexicon
{
    private static FrozenSet<string> Set(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static FrozenSet<string> Phrases(string phrases) => phrases.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Words that are written with a period behind them, without it, in lower case.</summary>
    public static readonly FrozenSet<string> Abbreviations = Set("""
        mr mrs ms dr prof rev hon sen sens rep reps gov govs gen col lt maj capt cmdr sgt cpl pfc adm pres st ste mt ft messrs atty attys asst supt insp det
        reg jr sr esq inc corp co cos ltd llc bros assn dept univ vs v no nos art sec secs div ch para paras pp vol fig ed eds ex exh dkt tr fed supp cir cal app
        jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
        ala ariz ark calif colo conn del fla ga ill ind kan kans ky la mass md mich minn miss mo mont neb nev okla ore penn tenn tex va vt wash wis wyo
        ave blvd rd hwy etc al cf ca approx est min max lbs oz kg
        """);

    /// <summary>Abbreviations that may also be the last word of a sentence.</summary>
    public static readonly FrozenSet<string> EndingAbbreviations = Set("""
        inc corp co ltd llc jr sr esq etc al u.s u.n u.k d.c a.m p.m u.s.a l.a n.y n.j calif fla tex ill mass mich wis wash tenn conn colo ariz ore okla minn penn
        m.d ph.d b.a j.d kg oz lbs u.s.c c.i.a f.b.i
        """);

    /// <summary>Words that open a sentence when capitalized: articles, pronouns, conjunctions, prepositions, adverbs.</summary>
    public static readonly FrozenSet<string> Openers = Set("""
        meet the a an this that these those it its he she they we i you his her their our my your who what when where why how which whose there here
        in on at by for from with of to as if but and or so yet nor because although though while after before since until unless despite during under over
        according also even still just only then now later earlier meanwhile however instead moreover furthermore indeed perhaps maybe once both each every some many
        most several few all any no not one two three four five six seven eight nine ten last next first second third another other such more
        nobody somebody anybody everybody everyone someone anyone nothing something everything none whoever whatever neither either whether
        let please yes well oh asked told said prosecutors lawyers officials critics supporters defense attorneys
        """);

    /// <summary>Capitalized words that name no person: calendar, nations, institutions' common parts.</summary>
    public static readonly FrozenSet<string> NotPersonal = Set("""
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
        american americans america mexican mexico russian russia chinese china british britain english england french france german germany canadian canada iraq iraqi
        iran iranian afghanistan ukraine ukrainian israel israeli cuba cuban african asian european latino latina hispanic black white native jewish christian muslim catholic
        democrat democrats democratic republican republicans gop congress congressional senate house capitol constitution constitutional federal national international
        united states state county city court courts supreme district circuit justice department office bureau agency agencies commission committee council board
        university college school institute center centre foundation association union society project coalition fund group company corporation corp inc llc ltd
        party parole clemency pardon pardons commutation sentencing prison penitentiary correctional corrections facility jail police army navy marine marines air force
        military pentagon oval twitter facebook instagram youtube internet medicare medicaid medicaid olympic olympics nobel pulitzer super bowl thanksgiving christmas easter
        act bill law amendment article section title code rule reform step first new old north south east west western eastern northern southern central middle
        street avenue road drive boulevard highway hotel airport hospital church times post journal news press network radio television tv magazine herald tribune
        media advertisement photo image caption video getty reuters associated editorial opinion story watch read related click here share more
        god lord jesus bible internet english spanish covid crime drug drugs war cold civil rights world order general special senior deputy assistant chief
        yes no ok okay thanks thank well oh hey wow jeez tv us u.s. uk u.k. d.c. usa u.s.a. rep dem rt ap innocence mercy presidency
        """);

    /// <summary>Words that make a capitalized name an institution's.</summary>
    public static readonly FrozenSet<string> Institutional = Set("""
        house department office bureau agency commission committee council board court courts university college school institute center centre foundation association
        union society project coalition fund group company corporation corp inc llc ltd party news times post journal press network radio television tv magazine herald
        tribune congress senate administration army navy corps police police guard service services ministry authority authorities association federation league
        conference convention campaign clinic hospital bank church initiative alliance caucus justice treasury state states prison penitentiary
        correctional corrections facility jail globe gazette chronicle examiner beast mail guardian sun review star dispatch inquirer today daily weekly
        transparency watch international america action defenders lawyers prosecutors families network
        """);

    /// <summary>Well-known institutions that speak and have one word.</summary>
    public static readonly FrozenSet<string> KnownInstitutions = Set("""
        congress twitter facebook reuters bloomberg politico axios newsweek wikileaks pentagon kremlin senate instagram breitbart mic vox buzzfeed slate salon propublica
        newsmax telemundo univision variety billboard tmz rolling vice gawker
        """);

    /// <summary>Titles before a name, and the gender they tell.</summary>
    public static readonly FrozenDictionary<string, Gender> Titles = ByGender(
        male: "mr. mr sir lord king pope father congressman assemblyman councilman chairman",
        female: "mrs. mrs ms. ms miss madam sister congresswoman assemblywoman councilwoman chairwoman",
        either: """
            dr. dr prof. prof professor rev. rev reverend hon. pastor bishop archbishop cardinal sen. sen sens. senator rep. rep reps. representative gov. gov
            governor president pres. vice-president mayor judge justice magistrate chancellor secretary speaker leader whip chair chief general gen. col. colonel
            lt. lieutenant capt. captain maj. major sgt. sergeant officer detective sheriff warden agent commissioner director attorney counsel prosecutor
            ambassador minister pvt. private pfc. spc. cpl. adm. admiral cmdr. commander deputy delegate alderman treasurer solicitor rabbi imam sens reps
            """);

    private static FrozenDictionary<string, Gender> ByGender(string male, string female, string either)
    {
        var genders = new Dictionary<string, Gender>(StringComparer.Ordinal);
        foreach (var (words, gender) in new[] { (either, Gender.Unknown), (male, Gender.Male), (female, Gender.Female) })
        {
            foreach (var word in words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
                genders[word] = gender;
        }
        return genders.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Nouns for people by what they do or are: the head of "Marsh's lawyer", "a White House official", "prosecutors".</summary>
    public static readonly FrozenDictionary<string, Gender> Roles = ByGender(
        male: "spokesman congressman chairman businessman policeman man boy father husband son brother uncle nephew grandfather boyfriend king gentleman ex-husband stepfather stepson fiance widower councilman assemblyman alderman anchorman newsman nobleman dad grandson guy",
        female: "spokeswoman congresswoman chairwoman businesswoman policewoman woman girl mother wife daughter sister aunt niece grandmother girlfriend queen ex-wife stepmother stepdaughter fiancee widow councilwoman assemblywoman actress mom granddaughter great-grandmother grandma lady mum",
        either: InstitutionHeads + """

            president commander-in-chief commander senator congressperson representative governor mayor lawmaker legislator politician candidate nominee secretary minister speaker leader whip chair chief chairperson
            judge magistrate jurist attorney lawyer counsel counselor advocate solicitor barrister prosecutor defender clerk juror jury foreman
            spokesperson official officer aide adviser advisor assistant deputy director administrator commissioner sheriff warden guard agent detective investigator marshal trooper cop policeman
            reporter journalist correspondent anchor host columnist editor author writer blogger commentator analyst pundit moderator interviewer
            professor scholar expert historian economist scientist researcher teacher doctor physician psychologist psychiatrist nurse therapist pastor preacher priest chaplain rabbi bishop
            actor actress singer rapper star celebrity founder entrepreneur executive ceo owner developer financier banker businessperson mogul coach athlete player boxer golfer quarterback
            activist campaigner organizer reformer supporter critic opponent ally friend associate colleague partner client neighbor neighbour fan follower donor backer fundraiser confidant confidante
            whistleblower whistle-blower contractor analyst soldier private veteran general colonel captain lieutenant sergeant admiral
            defendant inmate prisoner convict offender felon ex-felon petitioner applicant accused suspect co-defendant codefendant co-conspirator accomplice informant witness victim survivor
            parent child cousin spouse relative family sibling in-law grandparent twin
            source insider people person negotiator strategist consultant operative lobbyist pollster staffer intern
            resident citizen voter lawmaker trustee professor dean student graduate member board
            diplomat ambassador economist representative rep manager supervisor musician performer comedian entertainer hitmaker songwriter vocalist frontman producer influencer billionaire model chef podcaster linebacker wrestler caseworker counselor superintendent custodian rancher farmer plumber mechanic pharmacist bookkeeper accountant trader broker
            """);

    /// <summary>Common nouns of institutions that speak: "the appeals court said", "the newspaper reported".</summary>
    private const string InstitutionHeads = "court panel tribunal department agency administration campaign newspaper outlet network organization organisation committee commission office nonprofit watchdog parole-board government coalition union";

    /// <summary>Whether a role word is an institution's.</summary>
    public static bool IsInstitutionHead(string lower) => s_institutionHeads.Contains(lower);

    private static readonly FrozenSet<string> s_institutionHeads = Set(InstitutionHeads + " board family");

    /// <summary>Roles whose plural, or whose singular alone, speaks in news ("prosecutors said", "critics argue").</summary>
    public static string? RoleOf(string lower)
    {
        if (lower.StartsWith("ex-", StringComparison.Ordinal) && lower.Length > 5)
            lower = lower[3..];
        if (Roles.ContainsKey(lower))
            return lower;
        if (lower is "people" or "men" or "women" or "families" or "wives" or "children" or "parties" or "juries" or "attorneys" or "allies" or "authorities" or "celebrities" or "secretaries" or "deputies")
        {
            return lower switch
            {
                "men" => "man",
                "women" => "woman",
                "families" => "family",
                "wives" => "wife",
                "children" => "child",
                "allies" => "ally",
                "authorities" => "official",
                "juries" => "jury",
                "celebrities" => "celebrity",
                "secretaries" => "secretary",
                "deputies" => "deputy",
                "people" => "people",
                "parties" => null,
                _ => "attorney"
            };
        }
        if (lower.Length > 3 && lower[^1] == 's' && lower[^2] != 's' && Roles.ContainsKey(lower[..^1]))
            return lower[..^1];
        if (lower.EndsWith("men", StringComparison.Ordinal) || lower.EndsWith("women", StringComparison.Ordinal))
        {
            var singular = lower[..^3] + "man";
            return Roles.ContainsKey(singular) ? singular : null;
        }
        return null;
    }

    /// <summary>Whether a role word stands in the plural.</summary>
    public static bool IsPlural(string lower) => !Roles.ContainsKey(lower) && RoleOf(lower) is not null || lower is "people" or "family";

    /// <summary>Nouns of documents that "say": the words are their author's.</summary>
    public static readonly FrozenSet<string> Documents = Set("memoir book autobiography excerpt statement letter order memo filing petition lawsuit complaint proclamation release opinion ruling brief motion warrant report memorandum tweet post announcement email e-mail message note");

    /// <summary>First names that men commonly bear (US and world frequency lists, general knowledge).</summary>
    public static readonly FrozenSet<string> MaleNames = Set("""
        aaron abdul abel abraham adam adnan adrian ahmad ahmed aidan al alan albert alberto alejandro alexander alex alexei alfred alfredo ali allan allen alonzo alphonso alvaro alvin amir amos andre andrea andres andrew andy angelo anibal anthony antoine anton antonio antwan ariel
        armando arnold art arthur arturo asher ashton ash august austin barack barry bart bashar ben benjamin bennie benny bernard bernie bert bill billy blake bob bobby boris brad bradley brandon brendan brent bret brett brian bruce bruno bryan bryant byron
        calvin cameron carl carlos carlton carter casper cecil cedric cesar chad charles charlie chester chip chris christian christopher chuck clarence clark claude clay clayton clifford clifton clint clinton clyde cody colin conor conrad corey cornelius cory courtland craig curtis cyrus cyril
        dale damian damon dan daniel danny dante darius darnell darren darryl dave david davis dean deandre demarcus dennis denny denzel derek derrick deshawn desmond devin devon dexter diego dinesh dirk dominic dominick don donald donnie donny doug douglas drew duane dustin dwayne dwight dylan
        earl ed eddie edgar edmund eduardo edward edwin efrem eli elias elijah elliot elliott ellis elmer elvin emanuel emilio emmanuel emmett enrique eric erik ernest ernesto ernie ethan eugene evan everett ezra
        felipe felix ferdinand fernando floyd francis francisco frank franklin fred freddie frederick fredrick gabriel garrett garry gary gavin gene geoffrey george gerald gerard gerry gilbert gilberto giovanni giuseppe glen glenn gordon graham grant greg gregg gregory guillermo gus gustavo guy
        hakeem hal hank harold harrison harry harvey hassan hector henry herbert herman hiroshi hiram homer horace howard hugh hugo humberto hunter ian ibrahim ignacio igor ike ira irving isaac isaiah ismael israel ivan
        jack jackson jacob jaime jake jamal james jared jason jasper javier jay jeff jefferson jeffery jeffrey jerald jeremiah jeremy jermaine jerome jerry jesse jesus jim jimmy joaquin joe joel joey john johnnie johnny johnson jon jonah jonathan jordan jorge jose joseph josh joshua juan juanito judd julian julio julius justin
        karl keith kelvin ken kendall kenneth kenny kent kerry kevin khalid khalil kirk kobe konstantin kris kurt kwame kyle lamar lamont lance larry lars laurence lawrence lee leland leo leon leonard leonardo leroy leslie lester levi lewis lindsey lionel lloyd lonnie lorenzo lou louie louis lucas luis luke luther lyle lyndon
        mack malcolm malik manny manuel marc marcel marco marcos marcus mario marion mark marlon marquis marshall martin marvin mason mathew matt matthew maurice max maxwell mehmet mel melvin merrick michael michel miguel mike mikhail miles milton mitch mitchell mohamed mohammad mohammed morgan morris moses muhammad murray
        nat nate nathan nathaniel neal ned neil nelson nicholas nick nicolas noah noel norman octavio oliver omar orlando orrin oscar otis otto owen pablo pascal pat patrick paul paulo pedro percy perry pete peter phil philip phillip pierre preston quentin quincy
        rafael ralph ramon randall randolph randy raul ray raymond reggie reginald reuben rex ricardo richard rick ricky rob robert roberto robin rod roderick rodney rodrigo roger roland rolando ron ronald ronnie roosevelt rory ross roy ruben rudy rudolph rufus rupert russ russell rusty ryan
        sam sammy samuel sandy santiago saul scott scooter sean sebastian sergei sergio seth shane shaun shawn sheldon sherman sid sidney silvio simon solomon spencer stan stanley stefan stephen stephon steve steven stewart stuart sylvester
        tariq ted terence terrance terrell terrence terry thaddeus theo theodore thomas thurgood tim timothy toby todd tom tomas tommy tony tracy travis trent trevor trey ty tyler tyrone tyson ulysses van vance vernon vic vicente victor vince vincent vinny virgil vladimir wade wallace walt walter warren wayne weldon wendell wes wesley wilbur wiley wilfred will willard william willie willis wilson winston woodrow xavier yusuf zach zachary zack
        jair elon vivek kanye lebron shaquille devonte delbert wendell rufus tobias saul gideon milton emil anders bjorn lars sven magnus piotr pavel dmitri oleg yuri boris nikolai sergey mikael hakan emre kemal tariq yusef youssef karim rashid samir nasser jamil bilal malik farid
        arjun rahul rajesh ravi sanjay sunil vijay anil ashok deepak amit rohan wei ming jian hiro kenji takeshi minh tuan chidi emeka kwesi kofi olu tunde sipho thabo jomo diallo mamadou ousmane rogelio refugio ramiro rigoberto wilfredo heriberto ezequiel isidro efrain genaro gonzalo jaquan tyrell marquise demetrius cordell jamar lavar odell
        """);

    /// <summary>First names that women commonly bear.</summary>
    public static readonly FrozenSet<string> FemaleNames = Set("""
        abby abigail ada adele adriana adrienne agnes aileen aimee aisha alana alejandra alexandra alexandria alexa alexis alice alicia alison allison alma alyssa amal amanda amber amelia amy ana anastasia andrea angel angela angelica angelina angie anita ann anna annabelle anne annette annie antoinette april ariana arlene ashley audrey aurora ava
        barbara beatrice becky belinda bella bernadette bernice bertha bessie beth bethany betsy betty beverly bianca blanca bonnie brandi brandy brenda brianna bridget brittany brooke caitlin camila camille candace candice carla carmela carmen carol carole carolina caroline carolyn carrie casey cassandra cassidy catherine cathy cecilia cecile celeste celia charlene charlotte chasity chelsea cherie cheryl chloe christa christina christine christy cindy claire clara clarissa claudia cleo colleen connie consuelo cora corinne courtney cristina crystal cynthia
        daisy dana danielle daphne darlene dawn deanna debbie deborah debra deidre delia delores denise desiree diana diane dianne dina dolly dolores dominique donna dora doreen doris dorothy edith eileen elaine eleanor elena elisa elisabeth elise elisha eliza elizabeth ella ellen elsa elsie emily emma erica erika erin esmeralda esperanza essie esther ethel etta eunice eva evelyn
        faith fatima faye felicia fiona flora florence frances francesca francine gabriela gabrielle gail geneva genevieve georgia geraldine gertrude gina ginger gladys glenda gloria grace graciela greta gretchen guadalupe gwen gwendolyn hannah harriet hattie hazel heather heidi helen helena henrietta hilary hillary holly hope ida ilene imani ines ingrid irene iris irma isabel isabella ivanka ivy
        jackie jaclyn jacqueline jada jamie jan jana jane janelle janet janice janie janis jasmine jean jeanette jeanine jeanne jenna jennie jennifer jenny jessica jessie jill jillian jo joan joann joanna joanne jocelyn jodi jodie jody josefina josephine josie joy joyce juana juanita judith judy julia juliana julie juliet june justine
        kaitlin kamala kara karen karin karla karma kate katelyn katherine kathleen kathryn kathy katie katrina kay kayla kellie kellyanne kelli kelly kendra keri khloe kim kimberly kirsten kirstjen kourtney kris krista kristen kristi kristin kristina kristine kristy lana lara lashonda latasha latisha latonya latoya laura lauren laurie lavonne lawanda lea leah leanne leigh lena leona leslie leticia liliana lillian lillie lily linda lindsay lindsey lisa liz liza lois lola lora loretta lori lorraine lottie louise luann lucia lucille lucinda lucy luisa lupe luz lydia lynda lynn lynne
        mabel mackenzie madeleine madeline madison mae maggie malia mamie mandy marcela marcella marci marcia margaret margarita margie margo maria mariah marian mariana marianne maribel marie marilyn marina marisa marisol marissa marjorie marla marlene marsha marta martha martina mary maryann matilda maude maureen maxine may maya megan meghan melania melanie melba melinda melissa melody mercedes meredith mia michaela michele michelle mildred mindy minnie miranda miriam misty mollie molly mona monica monique muriel myra myrtle
        nadia nadine nancy naomi natalia natalie natasha nellie nettie nichole nicole nikki nina nora noreen norma octavia olga olive olivia opal ora paige pam pamela patrice patricia patsy patti patty paula paulette pauline pearl peggy penelope penny phoebe phyllis polly precious priscilla queen rachael rachel ramona raquel rashida rebecca regina rena renee rhonda rita roberta robin rochelle ronda rosa rosalie rosalind rosario rose roseann rosemarie rosemary rosie roslyn roxanne ruby ruth
        sabrina sadie sally samantha sandra sandy sara sarah sasha savannah selena selma shannon shari sharon shauna sheila shelby shelia shelley shelly sheri sherri sherrie sherry sheryl shirley sierra silvia simone sofia sonia sonja sonya sophia sophie stacey staci stacie stacy stella stephanie stormy sue summer susan susana susanna susie suzanne sylvia
        tabitha tamara tameka tami tamika tammie tammy tania tanya tara tasha tatiana taylor teresa teri terri tessa thelma theresa tia tiffany tina toni tonya tracey traci tracie tracy tricia trina trisha trudy tulsi ursula valentina valerie vanessa velma vera verna veronica vicki vickie vicky victoria viola violet virginia vivian wanda wendy whitney whoopi wilma winifred yolanda yvette yvonne zoe zelda
        ayanna nikole alexandria ketanji oprah kamala keisha latanya shaniqua ebony ottilie corinne marisol lucille leonora delia greta ingrid astrid solveig freya katya olga irina svetlana oksana natalya yelena galina leyla aylin zeynep amina aaliyah khadija layla noor samira yasmin zainab fatou aminata
        priya anjali deepa kavita lakshmi meera neha pooja radha sunita mei ling xiu yuki sakura akiko linh thuy ngozi chioma adaeze amara nia imani zuri lerato nomsa esperanza guadalupe milagros xiomara yesenia yolanda ximena lourdes pilar consuelo tanisha shanice latrice lakeisha tamika denisha
        """);

    /// <summary>Short forms of first names.</summary>
    public static readonly FrozenDictionary<string, string> Nicknames = NicknamePairs("""
        al:albert,alan,alfred alex:alexander,alexandra,alexis andy:andrew ben:benjamin bernie:bernard beth:elizabeth bill:william billy:william bob:robert bobby:robert rob:robert robby:robert brad:bradley chris:christopher,christina,christine chuck:charles charlie:charles
        cindy:cynthia dan:daniel danny:daniel dave:david deb:deborah debbie:deborah dick:richard don:donald donny:donald doug:douglas drew:andrew ed:edward,edwin eddie:edward,edwin fred:frederick gabe:gabriel gene:eugene geoff:geoffrey greg:gregory
        hank:henry harry:harold,henry jack:john jake:jacob jim:james jimmy:james jeff:jeffrey jenny:jennifer jen:jennifer jerry:gerald,jerome jess:jessica joe:joseph joey:joseph jon:jonathan josh:joshua kate:katherine kathy:katherine,kathleen katie:katherine
        ken:kenneth kenny:kenneth kim:kimberly larry:lawrence liz:elizabeth leo:leonard lenny:leonard maggie:margaret mandy:amanda marty:martin matt:matthew max:maxwell mel:melvin meg:margaret mickey:michael mike:michael mitch:mitchell nate:nathan,nathaniel
        ned:edward nick:nicholas pam:pamela pat:patrick,patricia pete:peter peggy:margaret phil:philip,phillip ray:raymond rick:richard rich:richard ricky:richard rod:roderick,rodney ron:ronald ronnie:ronald rudy:rudolph russ:russell sam:samuel,samantha
        sandy:sandra steve:stephen,steven stu:stuart sue:susan susie:susan suzy:susan ted:edward,theodore terry:terence,theresa tim:timothy tom:thomas tommy:thomas tony:anthony tori:victoria val:valerie vic:victor vince:vincent vicky:victoria walt:walter will:william zach:zachary
        abe:abraham bart:bartholomew becky:rebecca bert:albert,robert betty:elizabeth cathy:catherine art:arthur barb:barbara clint:clinton curt:curtis dom:dominic ernie:ernest frank:francis,franklin gerry:gerald gus:august herb:herbert ike:dwight lou:louis,louise
        manny:manuel nat:nathaniel randy:randall reggie:reginald roy:leroy sid:sidney sol:solomon stan:stanley trish:patricia wes:wesley willie:william
        """);

    private static FrozenDictionary<string, string> NicknamePairs(string pairs)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = pair.IndexOf(':');
            result[pair[..colon]] = pair[(colon + 1)..];
        }
        return result.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static Gender GenderOfFirstName(string name)
    {
        var lower = name.ToLowerInvariant();
        var dash = lower.IndexOf('-');
        if (dash > 0)
            lower = lower[..dash];
        var male = MaleNames.Contains(lower);
        var female = FemaleNames.Contains(lower);
        return male == female ? Gender.Unknown : male ? Gender.Male : Gender.Female;
    }

    public static bool IsFirstName(string name)
    {
        var lower = name.ToLowerInvariant();
        return MaleNames.Contains(lower) || FemaleNames.Contains(lower) || Nicknames.ContainsKey(lower);
    }

    /// <summary>Whether one first name can stand for the other ("Rod" for "Roderick").</summary>
    public static bool SameFirstName(string a, string b)
    {
        a = a.ToLowerInvariant();
        b = b.ToLowerInvariant();
        return a == b || Short(a, b) || Short(b, a);
        static bool Short(string nick, string full) => Nicknames.TryGetValue(nick, out var fulls) && fulls.Split(',').Contains(full);
    }

    /// <summary>Small words inside names: "Oscar de la Renta", "Ludwig van Beethoven".</summary>
    public static readonly FrozenSet<string> NameParticles = Set("de la del della da di do dos das du van von der den ten ter bin ibn al el le y st. mac");

    /// <summary>What may stand behind a last name.</summary>
    public static readonly FrozenSet<string> NameSuffixes = Set("jr. jr sr. sr ii iii iv esq. esq");

    /// <summary>Offices whose holder acts on clemency; each is "the president" or "the governor" when alone.</summary>
    public static readonly FrozenSet<string> ClemencyOffices = Set("president commander-in-chief governor");

    public static readonly FrozenSet<string> StateNames = Phrases("""
        Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada
        New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|District of Columbia|Puerto Rico
        """);

    /// <summary>Place names that are often taken for people's names.</summary>
    public static readonly FrozenSet<string> Places = Phrases("""
        New York|Los Angeles|San Francisco|San Diego|Washington|Chicago|Houston|Phoenix|Philadelphia|San Antonio|Dallas|Austin|Memphis|Boston|Seattle|Denver|Detroit|Miami|Atlanta|Baltimore|Nashville|St. Louis|Las Vegas|Fort Worth|Fort Leavenworth|Guantanamo Bay|Guantanamo
        Jacksonville|Columbus|Charlotte|Indianapolis|Portland|Tucson|Fresno|Sacramento|Kansas City|Mesa|Omaha|Raleigh|Miami Beach|Palm Beach|Mar-a-Lago|Camp David|Capitol Hill|Wall Street|Hollywood|Silicon Valley|Manhattan|Brooklyn|Queens|Bronx|Staten Island|Long Island|New Orleans|Cleveland|Tampa|Orlando|Pittsburgh|Cincinnati|Minneapolis|Salt Lake City|Albuquerque|Louisville|Richmond|Norfolk|Virginia Beach|Wales|London|Paris|Moscow|Berlin|Rome|Beijing|Jerusalem|Baghdad|Kabul|Havana|Toronto|Tehran|Kyiv|Alderson|Aliceville|Leavenworth|Danbury|Jersey City|Newark|Hartford|Montgomery|Jackson|Lansing|Madison|Springfield|Albany|Trenton
        """);

    /// <summary>Presidents of the United States with the days they took and left office: general knowledge, for "the president" in a dated text.</summary>
    public static readonly IReadOnlyList<(string Name, DateOnly From, DateOnly To)> Presidents =
    [
        ("Harry Truman", new(1945, 4, 12), new(1953, 1, 20)),
        ("Dwight Eisenhower", new(1953, 1, 20), new(1961, 1, 20)),
        ("John F. Kennedy", new(1961, 1, 20), new(1963, 11, 22)),
        ("Lyndon Johnson", new(1963, 11, 22), new(1969, 1, 20)),
        ("Richard Nixon", new(1969, 1, 20), new(1974, 8, 9)),
        ("Gerald Ford", new(1974, 8, 9), new(1977, 1, 20)),
        ("Jimmy Carter", new(1977, 1, 20), new(1981, 1, 20)),
        ("Ronald Reagan", new(1981, 1, 20), new(1989, 1, 20)),
        ("George H.W. Bush", new(1989, 1, 20), new(1993, 1, 20)),
        ("Bill Clinton", new(1993, 1, 20), new(2001, 1, 20)),
        ("George W. Bush", new(2001, 1, 20), new(2009, 1, 20)),
        ("Barack Obama", new(2009, 1, 20), new(2017, 1, 20)),
        ("Donald Trump", new(2017, 1, 20), new(2021, 1, 20)),
        ("Joe Biden", new(2021, 1, 20), new(2025, 1, 20)),
        ("Donald Trump", new(2025, 1, 20), new(2029, 1, 20)),
    ];

    /// <summary>Whether a word in lower case names a day of the week.</summary>
    public static bool IsDayName(string lower) => lower is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday";

    public static readonly FrozenSet<string> Months = Set("january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.");
}
