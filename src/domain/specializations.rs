//! The health-care areas that a volunteer can name, in the order in which they are offered.
//!
//! To change the list: change it here. A code, once released, never names another area; a profile holds the name, and may
//! hold one that is not listed. Source: contract/talkamie.md F.8.

/// A health-care area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub name: &'static str,
    pub code: &'static str,
}

/// Every area that is offered.
pub const AREAS: [Area; 34] = [
    Area { name: "Cardiology", code: "CR" },
    Area { name: "Neurology", code: "NR" },
    Area { name: "Orthopedics", code: "OR" },
    Area { name: "Pediatrics", code: "PD" },
    Area { name: "Dentistry", code: "DS" },
    Area { name: "Anesthesiology", code: "AS" },
    Area { name: "General Surgery", code: "GS" },
    Area { name: "Psychiatry", code: "PS" },
    Area { name: "Pharmacy", code: "PH" },
    Area { name: "Nursing", code: "NS" },
    Area { name: "Physical Therapy", code: "PT" },
    Area { name: "Veterinary Medicine", code: "VM" },
    Area { name: "Emergency Medicine", code: "EM" },
    Area { name: "Obstetrics and Gynecology", code: "OBG" },
    Area { name: "Ophthalmology", code: "OPH" },
    Area { name: "Gastroenterology", code: "GE" },
    Area { name: "Hematology", code: "HEM" },
    Area { name: "Infectious Disease", code: "ID" },
    Area { name: "Oncology", code: "ONC" },
    Area { name: "Radiology", code: "RAD" },
    Area { name: "Urology", code: "UR" },
    Area { name: "Dermatology", code: "DER" },
    Area { name: "Rehabilitation Medicine", code: "RM" },
    Area { name: "Surgical Nursing", code: "SN" },
    Area { name: "Pediatric Nursing", code: "PN" },
    Area { name: "Geriatric Nursing", code: "GN" },
    Area { name: "Critical Care Nursing", code: "CCN" },
    Area { name: "Public Health Nursing", code: "PHN" },
    Area { name: "Nurse Anesthetist", code: "NA" },
    Area { name: "Midwifery", code: "MW" },
    Area { name: "Nurse Practitioner", code: "NP" },
    Area { name: "Family Medicine", code: "FM" },
    Area { name: "Neonatal Nursing", code: "NN" },
    Area { name: "Mental Health Nursing", code: "MHN" },
];

/// The areas after the one of the code `after`, with `keyword` in name or code, whatever its case. `None`: no area has
/// that code.
pub fn areas<'a>(keyword: Option<&str>, after: Option<&str>) -> Option<impl Iterator<Item = Area> + 'a> {
    let begin = match after {
        Some(code) => AREAS.iter().position(|area| area.code == code)? + 1,
        None => 0,
    };
    let keyword = keyword.unwrap_or_default().to_lowercase();
    let named = move |text: &str| text.to_lowercase().contains(&keyword);
    Some(AREAS.into_iter().skip(begin).filter(move |area| named(area.name) || named(area.code)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_and_codes_are_unique() {
        let codes: HashSet<_> = AREAS.iter().map(|area| area.code).collect();
        let names: HashSet<_> = AREAS.iter().map(|area| area.name).collect();
        assert_eq!((codes.len(), names.len()), (AREAS.len(), AREAS.len()));
    }

    #[test]
    fn areas_are_found_by_name_and_code() {
        let found = |keyword, after| areas(keyword, after).map(|found| found.map(|area| area.code).collect::<Vec<_>>());
        assert_eq!(found(None, None).map(|all| all.len()), Some(34));
        assert_eq!(found(Some("surg"), None), Some(vec!["GS", "SN"]));
        assert_eq!(found(Some("obg"), None), Some(vec!["OBG"]));
        assert_eq!(found(Some("surg"), Some("GS")), Some(vec!["SN"]));
        assert_eq!(found(None, Some("MHN")), Some(vec![]));
        assert_eq!(found(None, Some("XX")), None);
    }
}
