//! Wilayah: the names of kabupaten and kota, so that another one's is known from a plain word.

/// Kabupaten, one line a province, in lower case.
const KABUPATEN: &str = "\
aceh barat,aceh barat daya,aceh besar,aceh jaya,aceh selatan,aceh singkil,aceh tamiang,aceh tengah,\
aceh tenggara,aceh timur,aceh utara,bener meriah,bireuen,gayo lues,nagan raya,pidie,pidie jaya,\
simeulue,\
asahan,batu bara,dairi,deli serdang,humbang hasundutan,karo,labuhanbatu,labuhanbatu selatan,\
labuhanbatu utara,langkat,mandailing natal,nias,nias barat,nias selatan,nias utara,padang lawas,\
padang lawas utara,pakpak bharat,samosir,serdang bedagai,simalungun,tapanuli selatan,\
tapanuli tengah,tapanuli utara,toba,toba samosir,\
agam,dharmasraya,kepulauan mentawai,lima puluh kota,padang pariaman,pasaman,pasaman barat,\
pesisir selatan,sijunjung,solok,solok selatan,tanah datar,\
bengkalis,indragiri hilir,indragiri hulu,kampar,kepulauan meranti,kuantan singingi,pelalawan,\
rokan hilir,rokan hulu,siak,\
bintan,karimun,kepulauan anambas,lingga,natuna,\
batanghari,bungo,kerinci,merangin,muaro jambi,sarolangun,tanjung jabung barat,\
tanjung jabung timur,tebo,\
banyuasin,empat lawang,lahat,muara enim,musi banyuasin,musi rawas,musi rawas utara,ogan ilir,\
ogan komering ilir,ogan komering ulu,ogan komering ulu selatan,ogan komering ulu timur,\
penukal abab lematang ilir,\
bangka,bangka barat,bangka selatan,bangka tengah,belitung,belitung timur,\
bengkulu selatan,bengkulu tengah,bengkulu utara,kaur,kepahiang,lebong,mukomuko,rejang lebong,\
seluma,\
lampung barat,lampung selatan,lampung tengah,lampung timur,lampung utara,mesuji,pesawaran,\
pesisir barat,pringsewu,tanggamus,tulang bawang,tulang bawang barat,way kanan,\
lebak,pandeglang,serang,tangerang,\
kepulauan seribu,\
bandung,bandung barat,bekasi,bogor,ciamis,cianjur,cirebon,garut,indramayu,karawang,kuningan,\
majalengka,pangandaran,purwakarta,subang,sukabumi,sumedang,tasikmalaya,\
banjarnegara,banyumas,batang,blora,boyolali,brebes,cilacap,demak,grobogan,jepara,karanganyar,\
kebumen,kendal,klaten,kudus,magelang,pati,pekalongan,pemalang,purbalingga,purworejo,rembang,\
semarang,sragen,sukoharjo,tegal,temanggung,wonogiri,wonosobo,\
bantul,gunungkidul,kulon progo,sleman,\
bangkalan,banyuwangi,blitar,bojonegoro,bondowoso,gresik,jember,jombang,kediri,lamongan,lumajang,\
madiun,magetan,malang,mojokerto,nganjuk,ngawi,pacitan,pamekasan,pasuruan,ponorogo,probolinggo,\
sampang,sidoarjo,situbondo,sumenep,trenggalek,tuban,tulungagung,\
badung,bangli,buleleng,gianyar,jembrana,karangasem,klungkung,tabanan,\
bima,dompu,lombok barat,lombok tengah,lombok timur,lombok utara,sumbawa,sumbawa barat,\
alor,belu,ende,flores timur,kupang,lembata,malaka,manggarai,manggarai barat,manggarai timur,\
nagekeo,ngada,rote ndao,sabu raijua,sikka,sumba barat,sumba barat daya,sumba tengah,sumba timur,\
timor tengah selatan,timor tengah utara,\
bengkayang,kapuas hulu,kayong utara,ketapang,kubu raya,landak,melawi,mempawah,sambas,sanggau,\
sekadau,sintang,\
barito selatan,barito timur,barito utara,gunung mas,kapuas,katingan,kotawaringin barat,\
kotawaringin timur,lamandau,murung raya,pulang pisau,seruyan,sukamara,\
balangan,banjar,barito kuala,hulu sungai selatan,hulu sungai tengah,hulu sungai utara,kotabaru,\
tabalong,tanah bumbu,tanah laut,tapin,\
berau,kutai barat,kutai kartanegara,kutai timur,mahakam ulu,paser,penajam paser utara,\
bulungan,malinau,nunukan,tana tidung,\
bolaang mongondow,bolaang mongondow selatan,bolaang mongondow timur,bolaang mongondow utara,\
kepulauan sangihe,kepulauan siau tagulandang biaro,kepulauan talaud,minahasa,minahasa selatan,\
minahasa tenggara,minahasa utara,\
banggai,banggai kepulauan,banggai laut,buol,donggala,morowali,morowali utara,parigi moutong,poso,\
sigi,tojo una-una,tolitoli,\
bantaeng,barru,bone,bulukumba,enrekang,gowa,jeneponto,kepulauan selayar,luwu,luwu timur,\
luwu utara,maros,pangkajene dan kepulauan,pinrang,sidenreng rappang,sinjai,soppeng,takalar,\
tana toraja,toraja utara,wajo,\
bombana,buton,buton selatan,buton tengah,buton utara,kolaka,kolaka timur,kolaka utara,konawe,\
konawe kepulauan,konawe selatan,konawe utara,muna,muna barat,wakatobi,\
boalemo,bone bolango,gorontalo,gorontalo utara,pohuwato,\
majene,mamasa,mamuju,mamuju tengah,pasangkayu,polewali mandar,\
buru,buru selatan,kepulauan aru,kepulauan tanimbar,maluku barat daya,maluku tengah,\
maluku tenggara,seram bagian barat,seram bagian timur,\
halmahera barat,halmahera selatan,halmahera tengah,halmahera timur,halmahera utara,\
kepulauan sula,pulau morotai,pulau taliabu,\
biak numfor,jayapura,keerom,kepulauan yapen,mamberamo raya,sarmi,supiori,waropen,asmat,\
boven digoel,mappi,merauke,deiyai,dogiyai,intan jaya,mimika,nabire,paniai,puncak,puncak jaya,\
jayawijaya,lanny jaya,mamberamo tengah,nduga,pegunungan bintang,tolikara,yahukimo,yalimo,\
fakfak,kaimana,manokwari,manokwari selatan,pegunungan arfak,teluk bintuni,teluk wondama,maybrat,\
raja ampat,sorong,sorong selatan,tambrauw";

/// Kota, in lower case.
const KOTA: &str = "\
banda aceh,langsa,lhokseumawe,sabang,subulussalam,binjai,gunungsitoli,medan,padangsidimpuan,\
pematangsiantar,sibolga,tanjungbalai,tebing tinggi,bukittinggi,padang,padang panjang,pariaman,\
payakumbuh,sawahlunto,solok,dumai,pekanbaru,batam,tanjungpinang,jambi,sungai penuh,lubuklinggau,\
pagar alam,palembang,prabumulih,pangkalpinang,bengkulu,bandar lampung,metro,cilegon,serang,\
tangerang,tangerang selatan,bandung,banjar,bekasi,bogor,cimahi,cirebon,depok,sukabumi,tasikmalaya,\
magelang,pekalongan,salatiga,semarang,surakarta,tegal,yogyakarta,batu,blitar,kediri,madiun,malang,\
mojokerto,pasuruan,probolinggo,surabaya,denpasar,bima,mataram,kupang,pontianak,singkawang,\
palangka raya,banjarbaru,banjarmasin,balikpapan,bontang,samarinda,tarakan,bitung,kotamobagu,manado,\
tomohon,palu,makassar,palopo,parepare,baubau,kendari,gorontalo,ambon,tual,ternate,\
tidore kepulauan,jayapura,sorong";

/// The most words that a name has.
const LONGEST: usize = 4;

/// A kind of wilayah with its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Kabupaten.
    Kabupaten,
    /// Kota.
    Kota,
}

impl Kind {
    /// The kind that a word says.
    #[must_use]
    pub fn said(word: &str) -> Option<Kind> {
        match word {
            "kabupaten" | "kab" => Some(Kind::Kabupaten),
            "kota" => Some(Kind::Kota),
            _ => None,
        }
    }

    /// Its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Kabupaten => "Kabupaten",
            Kind::Kota => "Kota",
        }
    }

    fn names(self) -> &'static str {
        match self {
            Kind::Kabupaten => KABUPATEN,
            Kind::Kota => KOTA,
        }
    }

    /// The longest name of this kind that stands at the beginning of a text.
    #[must_use]
    pub fn at_start(self, text: &[&str]) -> Option<String> {
        let most = text.len().min(LONGEST);
        (1..=most).rev().find_map(|n_words| {
            let name = text.get(..n_words)?.join(" ");
            self.names()
                .split(',')
                .any(|known| known == name)
                .then_some(name)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::words;

    #[test]
    fn the_longest_name_is_found() {
        for (text, name) in [
            ("Bandung Barat", Some("bandung barat")),
            ("Bandung yang maju", Some("bandung")),
            ("Hulu Sungai Utara", Some("hulu sungai utara")),
            (
                "Kepulauan Siau Tagulandang Biaro",
                Some("kepulauan siau tagulandang biaro"),
            ),
            ("Layak Anak", None),
            ("yang berprestasi", None),
            ("", None),
        ] {
            let found = Kind::Kabupaten.at_start(&words::split(&text.to_lowercase()));
            assert_eq!(found.as_deref(), name, "{text}");
        }
    }

    #[test]
    fn names_stand_alone_and_once() {
        for kind in [Kind::Kabupaten, Kind::Kota] {
            let mut seen = std::collections::BTreeSet::new();
            for name in kind.names().split(',') {
                assert!(seen.insert(name), "{name}");
                assert_eq!(words::of(name).join(" "), name);
                assert!(words::of(name).len() <= LONGEST, "{name}");
            }
        }
        assert_eq!(KABUPATEN.split(',').count(), 417);
        assert_eq!(KOTA.split(',').count(), 98 - 5);
    }
}
