import type { zhCN } from "../../zhCN";
import { count, counted, share } from "../numbers";

export const scripts: (typeof zhCN)["reports"]["scripts"] = {
  headline: (p) =>
    `${counted(p.scripts, "script was", "scripts were")} used ${counted(p.used, "time")}; the best arrival rate is that of “${p.best}” (${share(p.rate)}).`,
  fewUses: (p) =>
    `${counted(p.scripts, "script was", "scripts were")} used ${counted(p.used, "time")}; none was used ${counted(p.least, "time")} yet, so none is compared.`,
  unused:
    "No script has been used yet. Once the record sheet is filled in, use, appointments and arrivals of each script stand here.",
  use: {
    section: "How scripts did (by the record sheet)",
    group: "Scripts",
    inLibrary: "In the library",
    gone: "Renamed or deleted",
    total: "Total",
    used: "Used",
    reached: "Reached",
    appointed: "Appointed",
    arrived: "Arrived",
    appointmentRate: "Appointment rate",
    arrivalRate: "Arrival rate",
  },
  table:
    "Scripts (edit and add; placeholders: {name} {salutation} {model} {plate} {due km} {due date} {advisor} {phone}; a sentence whose data are missing is left out)",
  errors: { word: "Please choose from the list." },
  date: (month, day) =>
    `${["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"][month - 1] ?? ""} ${day}`,
  kilometres: (km) => `${count(km)} km`,
  salutation: {
    mister: (surname) => `Mr. ${surname}`,
    madam: (surname) => `Ms. ${surname}`,
    unknown: "customer",
  },
  defaults: {
    maintenance: {
      name: "Maintenance",
      text: "Hello {salutation}, this is {advisor}, your service advisor. Going by how you drive, maintenance of your {model} is due around {due date}, at about {due km}. With an appointment there is no waiting: the bay and the parts will be ready. Would this week or next week suit you better?",
    },
    maintenanceWarning: {
      name: "Maintenance - loss warning",
      text: "Hello {salutation}, this is {advisor}, your service advisor. Your {model} has not been here for over half a year, how is it running? Old oil wears the engine, so maintenance should be done around {due date}. I will go through the whole car with you and explain what we find. Which day suits you?",
    },
    maintenanceNearLost: {
      name: "Maintenance - near lost",
      text: "Hello {salutation}, this is {advisor}, your service advisor. Your {model} has not been here for almost a year. After that long the oil has aged, and brakes and tyres should be looked at. A full check is free this time, and what is done is up to you. Do you have time this weekend?",
    },
    repairReminder: {
      name: "Repair reminder",
      text: "Hello {salutation}, this is {advisor}, your service advisor. At your last visit our technician recommended work on your {model} that you wanted to think about. For your safety, please have it checked again. I can order the parts beforehand so that it is done at once. Which day suits you?",
    },
    warrantyCheck: {
      name: "Warranty check",
      text: "Hello {salutation}, this is {advisor}, your service advisor. The warranty of your {model} is about to end. Before that we can check the whole car: what the warranty covers is paid by the manufacturer, afterwards it is not. It takes about an hour. Would a weekday or the weekend suit you?",
    },
    manufacturerCampaign: {
      name: "Manufacturer campaign",
      text: "Hello {salutation}, this is {advisor}, your service advisor. The manufacturer offers a service campaign that includes your {model}, with a reduced check and maintenance. Places go by appointment, so I will put you down for one. Which day suits you?",
    },
    storePromotion: {
      name: "Store promotion",
      text: "Hello {salutation}, this is {advisor}, your service advisor. We have an offer for regular customers that fits your {model}. I will send you the details, and if you like them I will keep a bay for you. Which day suits you?",
    },
    weeklyGift: {
      name: "Weekly gift",
      text: "Hello {salutation}, this is {advisor}, your service advisor. Everybody who comes for maintenance this week receives a gift, and I have kept one for you. If your {model} needs maintenance soon, this week is a good time. Which day suits you?",
    },
    warning: {
      name: "Loss warning",
      text: "Hello {salutation}, this is {advisor}, your service advisor. We have not seen your {model} for half a year, is everything fine with it? If you drive little, I will note the mileage and remind you in time. If anything is wrong, a technician will look at it.",
    },
    warningNearLost: {
      name: "Near lost",
      text: "Hello {salutation}, this is {advisor}, your service advisor. Soon your {model} will not have been here for a year. If anything about our service did not please you, please tell me and I will see to it. This time the check is free and I will be with you all along. Which day this week suits you?",
    },
    lost3: {
      name: "Lost - up to 3 months",
      text: "Hello {salutation}, this is {advisor}, your service advisor. Your {model} has not been here for over a year, and we would like to invite you to a free check of brakes, tyres and fluids. If maintenance was done elsewhere, please tell me the mileage so that I can work out the next one. When would it suit you?",
    },
    lost6: {
      name: "Lost - up to 6 months",
      text: "Hello {salutation}, this is {advisor}, your service advisor. Your {model} has not been here for a long time. May I ask whether you drive little, or whether we could have done better? The service manager will hear what you say. Returning customers have a free check and reduced labour now. May I arrange it for you?",
    },
    lost12: {
      name: "Lost - up to 12 months",
      text: "Hello {salutation}, this is {advisor}. We keep the complete service history of your {model}, but have not seen you for almost two years. Wherever it is serviced, safety comes first: we offer our former customers a free safety check, without any obligation. You are welcome at any time.",
    },
    lost24: {
      name: "Lost - up to 2 years",
      text: "Hello {salutation}, this is {advisor}. Your {model} has not been here for over two years, may I ask whether you still drive it? If so, we will assess its condition for free, so that you know where you stand, whether you keep it or trade it in. May I send you the details?",
    },
    lostOver24: {
      name: "Lost - over 2 years",
      text: "Hello {salutation}, this is {advisor}. We are bringing our records up to date: do you still own the {model} that you brought to us? If you have another car, please tell me and I will update your entry. If you still drive it, a free check and reduced parts are waiting for you.",
    },
    recall: {
      name: "Recall",
      text: "Hello {salutation}, this is {advisor}, your service advisor. The manufacturer has announced a recall that includes your {model} ({plate}). Check and replacement are free. For your safety please come soon. Which time in the next days suits you?",
    },
    insurance: {
      name: "Insurance renewal",
      text: "Hello {salutation}, this is {advisor}, your service advisor. The insurance of your {model} is about to expire. If you renew it here, somebody helps you with every claim, and repairs are handled in one place. May I prepare a quote for you?",
    },
    tradeIn: {
      name: "Trade-in",
      text: "Hello {salutation}, this is {advisor}, your service advisor. You have been driving your {model} for some years, thank you for your trust. We offer a free valuation, whether you want another car or not. When may our appraiser expect you?",
    },
    inspection: {
      name: "Inspection",
      text: "Hello {salutation}, this is {advisor}, your service advisor. The inspection of your {model} ({plate}) is due soon. We can check lights, brakes and tyres beforehand, so that once is enough, and take it there for you. Which day suits you?",
    },
    conquest: {
      name: "Conquest",
      text: "Hello {salutation}, this is {advisor} of the service department. Although you did not buy your car here, you are welcome to try our service: the first visit includes a free check and reduced labour. What is your mileage, so that I can tell you what is due?",
    },
    invalidFollowUp: {
      name: "Invalid follow-up",
      text: "Hello, am I speaking to {name}? This is customer care of your dealership. May I ask whether you still use the car {plate}? If it was sold or moved away, please tell me, so that I can update our records and not disturb you again.",
    },
    care: {
      name: "Care call",
      text: "Hello {salutation}, this is {advisor} of customer care. How do you like your {model}, is there anything we can do for you? You can reach us at any time, phone {phone}. Have a good drive.",
    },
    maintenanceMessage: {
      name: "Maintenance SMS",
      text: "Hello {salutation}, maintenance of your car {plate} is due around {due date}. Appointments are served first: {phone}, {advisor}.",
    },
    repairReminderMessage: {
      name: "Repair reminder SMS",
      text: "Hello {salutation}, work was recommended on your car {plate}. For your safety please have it checked: {phone}, {advisor}.",
    },
    warrantyCheckMessage: {
      name: "Warranty check SMS",
      text: "Hello {salutation}, the warranty of your car {plate} ends soon. Have it checked before: {phone}, {advisor}.",
    },
    manufacturerCampaignMessage: {
      name: "Manufacturer campaign SMS",
      text: "Hello {salutation}, a service campaign includes your car {plate}. Appointments: {phone}, {advisor}.",
    },
    storePromotionMessage: {
      name: "Store promotion SMS",
      text: "Hello {salutation}, our offer for regular customers is on. Appointments: {phone}, {advisor}.",
    },
    weeklyGiftMessage: {
      name: "Weekly gift SMS",
      text: "Hello {salutation}, a gift awaits you at maintenance this week. Appointments: {phone}, {advisor}.",
    },
    warningMessage: {
      name: "Loss warning SMS",
      text: "Hello {salutation}, your car {plate} has not been here for a while. A free check awaits you: {phone}, {advisor}.",
    },
    lostMessage: {
      name: "Lost customers SMS",
      text: "Hello {salutation}, we have not seen you for long. A free safety check and an offer await you: {phone}, {advisor}.",
    },
    recallMessage: {
      name: "Recall SMS",
      text: "Hello {salutation}, your car {plate} is included in a recall, free of charge. Please make an appointment: {phone}.",
    },
    insuranceMessage: {
      name: "Insurance SMS",
      text: "Hello {salutation}, the insurance of your car {plate} expires soon. Renew it with us: {phone}.",
    },
    tradeInMessage: {
      name: "Trade-in SMS",
      text: "Hello {salutation}, we value your {model} free of charge. Ask us: {phone}.",
    },
    inspectionMessage: {
      name: "Inspection SMS",
      text: "Hello {salutation}, the inspection of your car {plate} is due soon. Have it checked before: {phone}.",
    },
    conquestMessage: {
      name: "Conquest SMS",
      text: "Hello {salutation}, try our service: the first visit includes a free check. Appointments: {phone}.",
    },
    careMessage: {
      name: "Care SMS",
      text: "Hello {salutation}, thank you for your trust. We are here for you: {phone}. Have a safe drive.",
    },
  },
};
