//! Some people pay for a parcel at the desk, with coins. Three methods of the cash box look at it, change it or end it.
//! Somebody chose a receiver for each of them without much thought, and the compiler disagrees.
//!
//! Task: choose the right receiver for each of the three methods: `self`, `&self` or `&mut self`.
//! Read: <https://doc.rust-lang.org/book/ch05-03-method-syntax.html#method-syntax>

/// A cash box. Each element is one coin, in cents.
struct CashBox {
    coins: Vec<u32>,
}

impl CashBox {
    // TODO: change the receivers. The bodies are right.

    /// Puts a coin into the box.
    fn put(&self, cents: u32) {
        self.coins.push(cents);
    }

    /// Returns the sum of all coins, in cents. They stay in the box.
    fn total(self) -> u32 {
        let mut sum = 0;
        for coin in &self.coins {
            sum += coin;
        }
        sum
    }

    /// Ends the day: returns all coins. There is no box after that.
    fn close(&self) -> Vec<u32> {
        self.coins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn box_of(coins: [u32; 3]) -> CashBox {
        CashBox {
            coins: Vec::from(coins),
        }
    }

    #[test]
    fn put_adds_a_coin() {
        let mut cash_box = box_of([200, 50, 10]);
        cash_box.put(20);
        cash_box.put(100);
        assert_eq!(cash_box.coins, [200, 50, 10, 20, 100]);
    }

    #[test]
    fn total_is_the_sum_of_the_coins() {
        assert_eq!(CashBox { coins: Vec::new() }.total(), 0);
        let mut cash_box = box_of([200, 200, 50]);
        assert_eq!(cash_box.total(), 450);
        cash_box.put(5);
        assert_eq!(cash_box.total(), 455);
    }

    #[test]
    fn somebody_who_may_only_look_can_ask_for_the_total() {
        fn inspect(cash_box: &CashBox) -> u32 {
            cash_box.total()
        }
        assert_eq!(inspect(&box_of([1, 2, 5])), 8);
    }

    #[test]
    fn close_returns_the_coins_themselves() {
        let cash_box = box_of([200, 50, 10]);
        let heap_address = cash_box.coins.as_ptr();
        let coins: Vec<u32> = cash_box.close();
        assert_eq!(coins, [200, 50, 10]);
        assert_eq!(
            coins.as_ptr(),
            heap_address,
            "these coins are copies: that is a crime"
        );
    }
}
