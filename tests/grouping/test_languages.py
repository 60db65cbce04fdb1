"""Languages: each in its own script, none declared; reports of one event are found in every one.

All of it is invented. The first two texts of a language report one event, the third another one.
"""

import pytest

from newskit.grouping.events import link
from newskit.hooks import Article, LinkContext

TEXTS = {
    "fr": (
        "Un pont suspendu s'est effondré lundi à Valbrune après la crue de la Mouselle. Le maire"
        " Aurélien Castagnol a fait évacuer quarante maisons et demande l'aide de l'armée.",
        "À Valbrune, la crue de la Mouselle a emporté le pont suspendu. Quarante maisons ont été"
        " évacuées, a dit le maire Aurélien Castagnol, qui attend l'armée.",
        "Le festival du fromage de Pierrelongue a battu son record : douze mille visiteurs ont"
        " goûté des tommes, et une chèvre nommée Biscotte a remporté le concours.",
    ),
    "it": (
        "Un treno merci è deragliato nella notte vicino a Castelforno. Nessun ferito, ma la linea"
        " per Montevarco resterà chiusa fino a venerdì, dice la direttrice Lucilla Bragadin.",
        "Deragliamento a Castelforno: il treno merci blocca la linea per Montevarco fino a venerdì."
        " La direttrice Lucilla Bragadin parla di una rotaia spezzata dal gelo.",
        "La squadra di scherma di Sant'Ulivo ha vinto la coppa per la terza volta. L'allenatore ha"
        " promesso una cena di pesce a tutti gli atleti.",
    ),
    "pt": (
        "Os estivadores do porto de Almorinha entraram em greve por causa dos salários em atraso. O"
        " sindicato de Dulce Penaverde diz que duzentos trabalhadores pararam os guindastes.",
        "Greve no porto de Almorinha: duzentos estivadores pararam os guindastes e exigem os"
        " salários em atraso. Dulce Penaverde, do sindicato, não espera acordo hoje.",
        "Uma baleia-jubarte foi vista perto da praia de Santa Cordélia. Biólogos pediram aos"
        " banhistas que mantenham distância do animal.",
    ),
    "nl": (
        "In Oudewaterland is de sluis van Grevenpoort ingestort. Burgemeester Wietske Haverkamp"
        " liet drie dorpen ontruimen omdat het water in de polder stijgt.",
        "Drie dorpen bij Grevenpoort zijn ontruimd nadat de sluis was ingestort. Het water in de"
        " polder stijgt nog, zegt burgemeester Wietske Haverkamp van Oudewaterland.",
        "De dierentuin van Zilverbeek heeft een jong stokstaartje. Bezoekers mogen een naam"
        " bedenken, de winnaar krijgt een jaarkaart.",
    ),
    "sv": (
        "En skogsbrand härjar norr om Björkanäs. Räddningsledaren Torvald Ekeström säger att sextio"
        " brandmän och två helikoptrar kämpar mot elden vid sjön Långvattnet.",
        "Sextio brandmän kämpar mot skogsbranden vid Långvattnet. Två helikoptrar hämtar vatten,"
        " och Björkanäs kan behöva evakueras, säger räddningsledaren Torvald Ekeström.",
        "Bandylaget från Stålvik vann serien efter förlängning. Målvakten räddade tre straffar och"
        " bars ut på isen av supportrarna.",
    ),
    "fi": (
        "Kuopinsaaren lautta ajoi karille maanantaina sumussa. Kapteeni Taisto Revonkorpi kertoi,"
        " että kaikki 82 matkustajaa pelastettiin veneillä.",
        "Sumussa karille ajaneen Kuopinsaaren lautan 82 matkustajaa pelastettiin veneillä. Kapteeni"
        " Taisto Revonkorpi kuulustellaan tiistaina.",
        "Hiihtäjä Aino Lumikko voitti ensimmäisen kilpailunsa Pyhävaarassa. Palkinnoksi hän sai"
        " kellon ja porontaljan.",
    ),
    "pl": (
        "W kopalni Czarnobrzeg doszło do wybuchu metanu. Ratownicy szukają siedmiu górników, a"
        " dyrektor Bożydar Wilczkowski wstrzymał wydobycie.",
        "Siedmiu górników jest poszukiwanych po wybuchu metanu w kopalni Czarnobrzeg. Ratownicy"
        " pracują na zmianę, powiedział dyrektor Bożydar Wilczkowski.",
        "Muzeum zabawek w Jarzębinie otworzyło wystawę lalek z porcelany. Najstarsza ma dwieście"
        " lat i drewniane buciki.",
    ),
    "cs": (
        "V pivovaru Holešín vybuchl kotel a zranil čtyři dělníky. Starostka Květuše Dobromilová"
        " nechala uzavřít náměstí, hasiči chladí střechu.",
        "Čtyři dělníci byli zraněni, když v pivovaru Holešín vybuchl kotel. Náměstí je uzavřené,"
        " řekla starostka Květuše Dobromilová, a hasiči stále chladí střechu.",
        "Včelaři z Podlesí sklidili rekordní množství medu. Pomohlo teplé jaro a kvetoucí lípy"
        " podél staré cesty.",
    ),
    "hu": (
        "Leállt a vízerőmű Tiszakarádon, mert repedést találtak a gátban. Zsombor Hargitay mérnök"
        " szerint ezer háztartás maradt áram nélkül.",
        "Ezer háztartás maradt áram nélkül, miután repedést találtak a tiszakarádi gátban. A"
        " vízerőmű leállt, mondta Zsombor Hargitay mérnök Tiszakarádon.",
        "A pogácsasütő versenyt idén egy nyugdíjas tűzoltó nyerte. A zsűri a ropogós tepertőt"
        " dicsérte.",
    ),
    "ro": (
        "O alunecare de teren a blocat drumul spre Valea Zânelor. Prefectul Octavian Sălcioară a"
        " cerut elicoptere pentru cele treizeci de familii izolate.",
        "Treizeci de familii sunt izolate în Valea Zânelor după o alunecare de teren. Prefectul"
        " Octavian Sălcioară spune că elicopterele vor aduce alimente.",
        "Corul de copii din Brădeni a câștigat premiul întâi la Salzburg. Dirijoarea le-a promis"
        " o excursie la mare.",
    ),
    "tr": (
        "Karadere ilçesinde halı fabrikasında yangın çıktı. İtfaiye müdürü Oğuzhan Yıldırımer on"
        " iki işçinin dumandan etkilendiğini, yangının söndürüldüğünü söyledi.",
        "Karadere'deki halı fabrikasında çıkan yangın söndürüldü. On iki işçi dumandan etkilendi,"
        " itfaiye müdürü Oğuzhan Yıldırımer soruşturma başlattı.",
        "Gümüşova arıcıları bu yıl az bal topladı. Kuraklık yüzünden kestane ağaçları erken"
        " çiçek döktü.",
    ),
    "ru": (
        "В Краснолесье обрушилась крыша ледового дворца. Мэр Вениамин Жаворонков сообщил, что"
        " тренировка закончилась за час до этого и никто не пострадал.",
        "Никто не пострадал, когда в Краснолесье обрушилась крыша ледового дворца. Мэр Вениамин"
        " Жаворонков закрыл и соседний бассейн до проверки.",
        "Учёные нашли на острове Тюленьем редкий мох. Его зарисовал ещё сто лет назад учитель"
        " местной школы.",
    ),
    "uk": (
        "У Верболозі зупинився трамвайний рух через обрив дроту. Диспетчерка Одарка Сіроштан каже,"
        " що три тисячі пасажирів їдуть автобусами.",
        "Три тисячі пасажирів у Верболозі пересіли на автобуси: обрив дроту зупинив трамвайний рух."
        " Ремонт триватиме до вечора, каже Одарка Сіроштан.",
        "Художниця з Полинівки розмалювала стару водонапірну вежу соняхами. Тепер туди їздять"
        " фотографуватися молодята.",
    ),
    "el": (
        "Πυρκαγιά κατέστρεψε το ελαιοτριβείο στο χωριό Αγριολιά. Ο κοινοτάρχης Λεωνίδας Μαυροκέρης"
        " είπε ότι κάηκαν σαράντα τόνοι ελιές.",
        "Σαράντα τόνοι ελιές κάηκαν στην πυρκαγιά που κατέστρεψε το ελαιοτριβείο στην Αγριολιά. Ο"
        " Λεωνίδας Μαυροκέρης ζητά αποζημιώσεις για το χωριό.",
        "Η ομάδα κωπηλασίας της Θαλασσινής γύρισε με δύο μετάλλια. Οι αθλήτριες προπονούνται στη"
        " λίμνη πριν από το σχολείο.",
    ),
    "ar": (
        "انهار سد ترابي قرب بلدة وادي الزمرد بعد أمطار غزيرة. وقال المحافظ نزار الكيلاوي إن خمسين"
        " عائلة نقلت إلى المدارس.",
        "نقلت خمسون عائلة إلى المدارس بعد أن انهار سد ترابي قرب وادي الزمرد. وطلب المحافظ نزار"
        " الكيلاوي مضخات لسحب مياه الأمطار.",
        "افتتح متحف البحر في مدينة المرجانية معرضا لخرائط الملاحين القدامى. ويستمر المعرض حتى نهاية"
        " الصيف.",
    ),
    "he": (
        "רכבת משא פגעה במשאית במפגש ליד כפר ארזיה. נהג המשאית עמיקם לבונטין נפצע קל, והקו לצפון"
        " נסגר עד הערב.",
        "הקו לצפון נסגר עד הערב לאחר שרכבת משא פגעה במשאית ליד כפר ארזיה. הנהג, עמיקם לבונטין,"
        " נפצע קל ופונה.",
        "מקהלת הגמלאים מגבעת תמר הוציאה תקליט ראשון. השירים הולחנו על ידי רופא שיניים לשעבר.",
    ),
    "hi": (
        "सोनपुरवा में नदी का तटबंध टूटने से सौ घर डूब गए। जिलाधिकारी मृणालिनी चतुरंग ने बताया कि"
        " नावों से लोगों को निकाला जा रहा है।",
        "तटबंध टूटने के बाद सोनपुरवा के सौ घर डूब गए हैं। जिलाधिकारी मृणालिनी चतुरंग ने सेना से"
        " और नावों की मांग की है।",
        "बच्चों की पतंग प्रतियोगिता में इस बार एक दादी ने पुरस्कार जीता। उनकी पतंग पर मोर बना था।",
    ),
    "bn": (
        "চন্দনপুর বাজারে আগুনে বিশটি দোকান পুড়ে গেছে। দমকল কর্মকর্তা শাহরিয়ার মল্লিকজাদা বলেন, আগুন"
        " নেভাতে তিন ঘণ্টা লেগেছে।",
        "তিন ঘণ্টার চেষ্টায় চন্দনপুর বাজারের আগুন নিভেছে, বিশটি দোকান পুড়ে গেছে। তদন্ত করবেন দমকল"
        " কর্মকর্তা শাহরিয়ার মল্লিকজাদা।",
        "নৌকাবাইচে প্রথম হয়েছে পদ্মাবতী গ্রামের মেয়েদের দল। তারা পুরস্কার হিসেবে একটি গরু পেয়েছে।",
    ),
    "ta": (
        "மணலூரில் பேருந்து பாலத்திலிருந்து கவிழ்ந்தது. காவல் ஆய்வாளர் செந்தாமரைக்கண்ணன் பதினைந்து"
        " பயணிகள் காயமடைந்ததாகக் கூறினார்.",
        "பதினைந்து பயணிகள் காயமடைந்தனர்: மணலூரில் பேருந்து பாலத்திலிருந்து கவிழ்ந்தது. காவல் ஆய்வாளர்"
        " செந்தாமரைக்கண்ணன் விசாரணை நடத்துகிறார்.",
        "மலர்க் கண்காட்சியில் நீல ரோஜா முதல் பரிசு பெற்றது. அதை வளர்த்தவர் ஓய்வுபெற்ற ஆசிரியை.",
    ),
    "th": (
        "ตลาดน้ำบางกระเจ้าเกิดเพลิงไหม้เมื่อคืนนี้ นายอำเภอพิเชษฐ์กล่าวว่าร้านค้าสามสิบร้านเสียหาย",
        "ร้านค้าสามสิบร้านเสียหายจากเพลิงไหม้ที่ตลาดน้ำบางกระเจ้า นายอำเภอพิเชษฐ์สั่งตรวจสอบสายไฟ",
        "ทีมวอลเลย์บอลหญิงจากดอยหมอกได้เหรียญทองครั้งแรก โค้ชบอกว่านักกีฬาฝึกซ้อมทุกเช้า",
    ),
    "ko": (
        "청람시 수영장 지붕이 폭설로 무너졌다. 시장 남궁보라는 이용객 열두 명이 다쳤다고 밝혔다.",
        "폭설로 청람시 수영장 지붕이 무너져 이용객 열두 명이 다쳤다. 시장 남궁보라는 사과했다.",
        "은빛섬에서 희귀한 나비가 발견됐다. 학생들이 그린 그림이 도감에 실린다.",
    ),
    "ja": (
        "霧ヶ浜町の缶詰工場で火事があり、倉庫二棟が焼けた。町長の鳴海沢さんは、けが人はいないと話した。",
        "缶詰工場の火事で霧ヶ浜町は操業停止を命じた。焼けたのは倉庫二棟で、町長の鳴海沢さんが現場を見た。",
        "三毛猫の駅長が十歳の誕生日を迎えた。乗客から煮干しの花束が贈られた。",
    ),
    "zh": (
        "云溪镇的吊桥昨晚被洪水冲垮。镇长司徒明澈说，两百名村民被困，救援船已经出发。",
        "洪水冲垮云溪镇吊桥，两百名村民被困。镇长司徒明澈表示，救援船今天上午到达。",
        "一位退休教师用旧报纸折出了一百只仙鹤，在图书馆展出，孩子们排队学习。",
    ),
    "vi": (
        "Một chiếc phà chìm trên sông Lục Thủy khiến chín người mất tích. Chủ tịch huyện Đoàn Khải"
        " Nguyên cho biết thợ lặn đang tìm kiếm.",
        "Thợ lặn tìm kiếm chín người mất tích sau khi phà chìm trên sông Lục Thủy. Chủ tịch huyện"
        " Đoàn Khải Nguyên yêu cầu điều tra bến đò.",
        "Làng gốm Bạch Vân mở lớp học miễn phí cho trẻ em. Mỗi em được mang về một con voi đất"
        " nung.",
    ),
    "id": (
        "Gunung Tapaksuci meletus pada hari Senin dan abu menutupi lima desa. Bupati Raden"
        " Wiryatama memerintahkan delapan ratus warga mengungsi.",
        "Delapan ratus warga mengungsi setelah Gunung Tapaksuci meletus. Abu menutupi lima desa,"
        " kata Bupati Raden Wiryatama, dan bandara ditutup.",
        "Perpustakaan keliling dengan perahu kini melayani anak-anak di Teluk Mutiara. Buku cerita"
        " paling sering dipinjam.",
    ),
    "sw": (
        "Daraja la mto Kizimbani limevunjika baada ya mvua kubwa. Mkuu wa wilaya Juma Mwakatobe"
        " alisema vijiji vinne havina njia ya kwenda sokoni.",
        "Vijiji vinne havina njia baada ya daraja la mto Kizimbani kuvunjika kwa mvua kubwa. Mkuu"
        " wa wilaya Juma Mwakatobe ameomba mashua za jeshi.",
        "Wanafunzi wa shule ya Pwani Nyeupe wamejenga redio kwa kutumia vifaa vya zamani. Walimu"
        " wanasema watashiriki mashindano ya taifa.",
    ),
}


def of(language: str, declared: str | None = None) -> list[Article]:
    texts = enumerate(TEXTS[language])
    return [Article(text, id=f"{language}{n}", language=declared) for n, text in texts]


def stories(articles: list[Article]) -> list[list[str]]:
    groups = link(articles, LinkContext()).groups
    return sorted(sorted(articles[i].id for i in group) for group in groups)


def right(language: str) -> list[list[str]]:
    return [[f"{language}0", f"{language}1"], [f"{language}2"]]


@pytest.mark.parametrize("language", TEXTS)
def test_reports_of_one_event_are_found_and_another_is_not_among_them(language: str) -> None:
    assert stories(of(language)) == right(language)
    assert stories(of(language, declared=language)) == right(language)


STRIKE = {
    "en": "Deckhands of the Norlanes ferries in Kestrel Bay stopped work on Monday over unpaid"
    " night shifts. The union Deckhands United said 340 sailors took part. Buses over the Orrin"
    " bridge were full.",
    "es": "Los marineros de Norlanes en Kestrel Bay pararon el lunes por los turnos de noche sin"
    " pagar. El sindicato Deckhands United dice que 340 tripulantes participan. Hubo colas de"
    " autobuses en el puente de Orrin.",
    "de": "Die Seeleute der Reederei Norlanes in Kestrel Bay streiken seit Montag wegen unbezahlter"
    " Nachtschichten. 340 Mitglieder der Gewerkschaft Deckhands United beteiligen sich. An der"
    " Orrin-Brücke stauten sich die Busse.",
}


def test_reports_in_several_languages_are_one_story_where_they_share_names_and_numbers() -> None:
    strike = [Article(text, id=f"strike-{language}") for language, text in STRIKE.items()]
    others = [of(language)[2] for language in ("it", "fr", "nl")]
    assert stories(strike + others) == [
        *([article.id] for article in sorted(others, key=lambda article: article.id)),
        ["strike-de", "strike-en", "strike-es"],
    ]


def test_all_languages_in_one_pile_are_kept_apart() -> None:
    pile = [article for language in TEXTS for article in of(language)]
    assert stories(pile) == sorted(group for language in TEXTS for group in right(language))
