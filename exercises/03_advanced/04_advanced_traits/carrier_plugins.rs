//! Each carrier is a plugin: its crate implements `Carrier`, and `waybill` keeps all carriers in one vector. Then
//! somebody made the trait more comfortable, and now the compiler says that `dyn Carrier` is not possible any more.
//!
//! Task: change the trait and its impls, so that it can be used as `dyn Carrier` again. Each method stays, in some
//! form.
//! Read: <https://doc.rust-lang.org/reference/items/traits.html#dyn-compatibility>

/// A carrier for parcels.
// TODO: change these lines. Three of them make `dyn Carrier` impossible. The tests call `double` in the place of `clone`:
// it returns the same carrier once more, in a box.
trait Carrier: Clone {
    /// Returns a carrier with the usual price.
    fn standard() -> Self;

    /// Returns the name of the carrier.
    fn name(&self) -> &str;

    /// Returns the price to a city, in cents. The city can be any string.
    fn price<C: AsRef<str>>(&self, city: C) -> u32;
}

#[derive(Clone)]
struct Bike {
    cents: u32,
}

#[derive(Clone)]
struct Rail {
    name: String,
}

impl Carrier for Bike {
    fn standard() -> Self {
        Bike { cents: 250 }
    }

    fn name(&self) -> &str {
        "bike"
    }

    fn price<C: AsRef<str>>(&self, city: C) -> u32 {
        // TODO: change this method, as you changed the trait.
        self.cents + 10 * city.as_ref().chars().count() as u32
    }
}

impl Carrier for Rail {
    fn standard() -> Self {
        Rail {
            name: String::from("night rail"),
        }
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn price<C: AsRef<str>>(&self, city: C) -> u32 {
        // TODO: change this method, as you changed the trait.
        if city.as_ref() == "HAM" { 100 } else { 900 }
    }
}

/// Returns the cheapest carrier to a city. If several cost the same, it returns the first of them.
fn cheapest<'a>(carriers: &'a [Box<dyn Carrier>], city: &str) -> Option<&'a dyn Carrier> {
    carriers
        .iter()
        .map(Box::as_ref)
        .min_by_key(|carrier| carrier.price(city))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carriers() -> Vec<Box<dyn Carrier>> {
        vec![
            Box::new(Bike::standard()),
            Box::new(Rail::standard()),
            Box::new(Bike { cents: 9 }),
        ]
    }

    #[test]
    fn carriers_of_all_types_have_prices() {
        let prices: Vec<u32> = carriers()
            .iter()
            .map(|carrier| carrier.price("KÖL"))
            .collect();
        assert_eq!(prices, [280, 900, 39]);
        assert_eq!(carriers()[1].price("HAM"), 100);
    }

    #[test]
    fn the_cheapest_carrier_depends_on_the_city() {
        let mut carriers = carriers();
        carriers.pop();
        for (city, name) in [
            ("HAM", "night rail"),
            ("KÖL", "bike"),
            ("Köln am Rhein", "bike"),
        ] {
            assert_eq!(cheapest(&carriers, city).unwrap().name(), name);
        }
        carriers.push(Box::new(Rail {
            name: String::from("second rail"),
        }));
        assert_eq!(cheapest(&carriers, "HAM").unwrap().name(), "night rail");
        assert!(cheapest(&[], "HAM").is_none());
    }

    #[test]
    fn a_standard_carrier_is_made_by_its_type() {
        fn two<C: Carrier>() -> [C; 2] {
            [C::standard(), C::standard()]
        }
        assert_eq!(two::<Bike>()[1].price("BER"), 280);
        assert_eq!(two::<Rail>()[0].name(), "night rail");
    }

    #[test]
    fn a_carrier_in_a_box_can_be_doubled() {
        let carriers = carriers();
        let doubles: Vec<Box<dyn Carrier>> =
            carriers.iter().map(|carrier| carrier.double()).collect();
        drop(carriers);
        let names: Vec<&str> = doubles.iter().map(|carrier| carrier.name()).collect();
        assert_eq!(names, ["bike", "night rail", "bike"]);
        assert_eq!(doubles[2].price(""), 9);
    }
}
